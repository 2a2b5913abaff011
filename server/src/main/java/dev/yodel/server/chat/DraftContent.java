package dev.yodel.server.chat;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.ClientVisitor;
import dev.yodel.server.log.Draft;

/** What is logged of a durable request. */
record DraftContent() implements ClientVisitor<Draft.Content> {

  private static IllegalArgumentException notDurable(ClientMessage message) {
    return new IllegalArgumentException(message.getClass() + " (expected: a durable request)");
  }

  @Override
  public Draft.Content onPost(ClientMessage.Post post) {
    return new Draft.Text(post.text(), post.replyTo());
  }

  @Override
  public Draft.Content onEdit(ClientMessage.Edit edit) {
    return new Draft.Edit(edit.target(), edit.text());
  }

  @Override
  public Draft.Content onDelete(ClientMessage.Delete delete) {
    return new Draft.Delete(delete.target());
  }

  @Override
  public Draft.Content onReact(ClientMessage.React react) {
    return new Draft.React(react.target(), react.key(), react.on());
  }

  @Override
  public Draft.Content onModerate(ClientMessage.Moderate moderate) {
    return new Draft.Moderate(
        moderate.user(), moderate.action(), moderate.until(), moderate.reason());
  }

  @Override
  public Draft.Content onHello(ClientMessage.Hello hello) {
    throw notDurable(hello);
  }

  @Override
  public Draft.Content onJoin(ClientMessage.Join join) {
    throw notDurable(join);
  }

  @Override
  public Draft.Content onLeave(ClientMessage.Leave leave) {
    throw notDurable(leave);
  }

  @Override
  public Draft.Content onDirect(ClientMessage.Direct direct) {
    throw notDurable(direct);
  }

  @Override
  public Draft.Content onHistory(ClientMessage.History history) {
    throw notDurable(history);
  }

  @Override
  public Draft.Content onSearch(ClientMessage.Search search) {
    throw notDurable(search);
  }

  @Override
  public Draft.Content onMembers(ClientMessage.Members members) {
    throw notDurable(members);
  }

  @Override
  public Draft.Content onRename(ClientMessage.Rename rename) {
    throw notDurable(rename);
  }

  @Override
  public Draft.Content onTyping(ClientMessage.Typing typing) {
    throw notDurable(typing);
  }

  @Override
  public Draft.Content onRead(ClientMessage.Read read) {
    throw notDurable(read);
  }

  @Override
  public Draft.Content onRefresh(ClientMessage.Refresh refresh) {
    throw notDurable(refresh);
  }

  @Override
  public Draft.Content onPing(ClientMessage.Ping ping) {
    throw notDurable(ping);
  }
}
