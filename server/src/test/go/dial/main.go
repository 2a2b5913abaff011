// Dials the URL of its argument, sends one greeting, prints what comes, and closes on Ctrl+C.
package main

import (
	"fmt"
	"log"
	"os"
	"os/signal"
	"time"

	"github.com/gorilla/websocket"
)

func main() {
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt)

	dialer := websocket.Dialer{HandshakeTimeout: 10 * time.Second}
	connection, _, err := dialer.Dial(os.Args[1], nil)
	if err != nil {
		log.Fatal("dial: ", err)
	}
	defer connection.Close()

	over := make(chan error, 1)
	go func() {
		for {
			_, message, err := connection.ReadMessage()
			if err != nil {
				over <- err
				return
			}
			fmt.Printf("received: %s\n", message)
		}
	}()

	if err := connection.WriteMessage(websocket.TextMessage, []byte("Hello, WebSocket!")); err != nil {
		log.Fatal("write: ", err)
	}

	select {
	case err := <-over:
		log.Fatal("read: ", err)
	case <-interrupted:
	}
	goodbye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	if err := connection.WriteMessage(websocket.CloseMessage, goodbye); err != nil {
		log.Fatal("close: ", err)
	}
	select {
	case err := <-over:
		fmt.Printf("closed: %v\n", err)
		if websocket.IsUnexpectedCloseError(err, websocket.CloseNormalClosure) {
			os.Exit(1)
		}
	case <-time.After(10 * time.Second):
		log.Fatal("close: no answer in 10 s")
	}
}
