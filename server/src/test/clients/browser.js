// One conversation of the cookbook in a page: given to Playwright as a function of the URL.
(url) =>
  new Promise((resolve) => {
    const seen = [];
    const socket = new WebSocket(url);
    const end = () => {
      clearTimeout(timer);
      resolve(seen.join(", "));
    };
    const timer = setTimeout(() => {
      seen.push("nothing more");
      end();
    }, 8000);
    socket.onopen = () => {
      seen.push("open");
      socket.send("hello");
    };
    socket.onmessage = ({ data }) => {
      seen.push(data.length > 20 ? `${data.length} bytes` : data);
      if (!/close|reset|half/.test(url)) socket.close(1000);
    };
    socket.onerror = () => seen.push("error");
    socket.onclose = ({ code, reason }) => {
      seen.push(`close ${code} ${reason}`.trim());
      end();
    };
  })
