package dev.yodel.protocol;

/** One method for each thing a client says; none has a default, so none is forgotten. */
public interface ClientVisitor<R> {
  R onHello(ClientMessage.Hello hello);

  R onJoin(ClientMessage.Join join);

  R onLeave(ClientMessage.Leave leave);

  R onPost(ClientMessage.Post post);

  R onEdit(ClientMessage.Edit edit);

  R onDelete(ClientMessage.Delete delete);

  R onReact(ClientMessage.React react);

  R onDirect(ClientMessage.Direct direct);

  R onHistory(ClientMessage.History history);

  R onSearch(ClientMessage.Search search);

  R onMembers(ClientMessage.Members members);

  R onModerate(ClientMessage.Moderate moderate);

  R onRename(ClientMessage.Rename rename);

  R onTyping(ClientMessage.Typing typing);

  R onRead(ClientMessage.Read read);

  R onRefresh(ClientMessage.Refresh refresh);

  R onPing(ClientMessage.Ping ping);
}
