// Sends a line every second to the URL of its first argument and prints each answer; ends with a
// close frame after as many answers as its second argument says.
package main

import (
	"log"
	"os"
	"strconv"
	"time"

	"github.com/gorilla/websocket"
)

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	wanted, err := strconv.Atoi(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	connection, _, err := websocket.DefaultDialer.Dial(os.Args[1], nil)
	if err != nil {
		log.Fatal("dial: ", err)
	}
	defer connection.Close()

	answers := make(chan string)
	over := make(chan error, 1)
	go func() {
		for {
			_, message, err := connection.ReadMessage()
			if err != nil {
				over <- err
				return
			}
			answers <- string(message)
		}
	}()

	ticker := time.NewTicker(time.Second)
	defer ticker.Stop()
	for received := 0; received < wanted; {
		select {
		case <-ticker.C:
			if err := connection.WriteMessage(websocket.TextMessage, []byte("hello, server!")); err != nil {
				log.Fatal("write: ", err)
			}
		case answer := <-answers:
			received++
			log.Printf("recv: %s", answer)
		case err := <-over:
			log.Fatal("read: ", err)
		}
	}
	goodbye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	if err := connection.WriteMessage(websocket.CloseMessage, goodbye); err != nil {
		log.Fatal("close: ", err)
	}
	if err := <-over; !websocket.IsCloseError(err, websocket.CloseNormalClosure) {
		log.Fatal("close: ", err)
	}
}
