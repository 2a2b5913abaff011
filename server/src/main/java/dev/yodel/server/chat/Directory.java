package dev.yodel.server.chat;

import dev.yodel.protocol.Author;
import dev.yodel.protocol.ErrorCode;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.ServerMessage;
import dev.yodel.protocol.UserName;
import dev.yodel.server.auth.Identity;
import dev.yodel.server.log.Answer;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.owner.Owner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is who: which user holds a name, and where a user's connections are. A name is kept for
 * {@link #KEPT} after the last of them, but not for a guest who may never have heard of being one.
 *
 * <p>Its public methods only enqueue; they answer on the connection's own thread.
 */
@OwnedBy(OwnedBy.Kind.DIRECTORY)
public final class Directory {

  /** How long a name stays with a user who has no connection. */
  static final Duration KEPT = Duration.ofSeconds(60);

  private final Owner owner;
  private final Supplier<String> tags;
  private final Map<String, DirectoryEntry> byId = new HashMap<>();
  private final Map<String, DirectoryEntry> byName = new HashMap<>();

  /**
   * An empty directory.
   *
   * @param tags draws random tags, for users who bring no name
   */
  public Directory(Owner owner, Supplier<String> tags) {
    this.owner = owner;
    this.tags = tags;
  }

  /** Adds a connection of a user, under the name it wants, or has, or had when it got its token. */
  void claim(
      Identity identity,
      @Nullable UserName wanted,
      DirectoryLink link,
      Consumer<Answer<UserName>> to) {
    owner.execute(
        () -> {
          Answer<UserName> answer = claimOwned(identity, wanted, link);
          link.owner().execute(() -> to.accept(answer));
        });
  }

  private Answer<UserName> claimOwned(
      Identity identity, @Nullable UserName wanted, DirectoryLink link) {
    assert owner.isCurrent();
    String user = identity.userId();
    DirectoryEntry entry = byId.get(user);
    UserName name = wanted;
    if (name == null) {
      name = entry == null ? identity.name() : entry.name();
    }
    if (name == null) {
      name = freeName();
    }
    if (isTaken(name, user)) {
      return taken(name);
    }
    if (entry == null) {
      entry = new DirectoryEntry(user, name);
      byId.put(user, entry);
      byName.put(name.key(), entry);
    }
    entry.add(link);
    renameTo(entry, name);
    return new Answer.Given<>(entry.name());
  }

  private UserName freeName() {
    UserName name = new UserName("user-" + tags.get());
    return byName.containsKey(name.key()) ? freeName() : name;
  }

  private boolean isTaken(UserName name, String user) {
    DirectoryEntry holder = byName.get(name.key());
    return holder != null && !holder.user().equals(user);
  }

  private static Answer<UserName> taken(UserName name) {
    return new Answer.Refused<>(
        ErrorCode.NAME_TAKEN, "name: \"" + name + "\" (expected: one that nobody else holds)");
  }

  private void renameTo(DirectoryEntry entry, UserName name) {
    if (!entry.name().equals(name)) {
      byName.remove(entry.name().key(), entry);
      byName.put(name.key(), entry);
      entry.rename(name);
    }
  }

  /**
   * A connection is gone.
   *
   * @param known whether its client knows who it was; else nobody could come back for the name
   */
  void release(String user, long connection, boolean known) {
    owner.execute(
        () -> {
          DirectoryEntry entry = byId.get(user);
          if (entry == null || !entry.remove(connection, known)) {
            return;
          }
          if (entry.isKnown()) {
            entry.leaving(owner.schedule(KEPT, () -> forget(entry)));
          } else {
            forget(entry);
          }
        });
  }

  private void forget(DirectoryEntry entry) {
    assert owner.isCurrent();
    if (entry.isGone()) {
      byId.remove(entry.user(), entry);
      byName.remove(entry.name().key(), entry);
    }
  }

  /** Gives a user another name, on all of its connections. */
  void rename(String user, UserName name, DirectoryLink link, Consumer<Answer<UserName>> to) {
    owner.execute(
        () -> {
          Answer<UserName> answer = renameOwned(user, name);
          link.owner().execute(() -> to.accept(answer));
        });
  }

  private Answer<UserName> renameOwned(String user, UserName name) {
    assert owner.isCurrent();
    DirectoryEntry entry = byId.get(user);
    if (entry == null || isTaken(name, user)) {
      return taken(name);
    }
    renameTo(entry, name);
    return new Answer.Given<>(name);
  }

  /** Brings a message to a user, by id or name, and to the author's other connections. */
  void direct(ServerMessage.Direct direct, DirectoryLink from, Consumer<Answer<Boolean>> to) {
    owner.execute(
        () -> {
          Answer<Boolean> answer = directOwned(direct, from);
          from.owner().execute(() -> to.accept(answer));
        });
  }

  private Answer<Boolean> directOwned(ServerMessage.Direct direct, DirectoryLink from) {
    assert owner.isCurrent();
    DirectoryEntry target = find(direct.to());
    if (target == null || target.isGone()) {
      return new Answer.Refused<>(
          ErrorCode.NOT_ONLINE, "to: the user is not here (expected: a user who is)");
    }
    DirectoryEntry author = byId.get(direct.from().id());
    if (author != null && author.isNew(direct.postId())) {
      ServerMessage.Direct named =
          new ServerMessage.Direct(
              direct.from(), target.user(), direct.postId(), direct.time(), direct.text());
      target.tell(named, from.connection());
      if (author != target) {
        author.tell(named, from.connection());
      }
    }
    return new Answer.Given<>(true);
  }

  private @Nullable DirectoryEntry find(String idOrName) {
    DirectoryEntry byItsId = byId.get(idOrName);
    if (byItsId != null) {
      return byItsId;
    }
    try {
      return byName.get(new UserName(idOrName).key());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Tells a user's other connections how far it read. */
  void read(Author user, RoomName room, long seq, long connection) {
    owner.execute(
        () -> {
          DirectoryEntry entry = byId.get(user.id());
          if (entry != null && entry.reads(room, seq)) {
            entry.tell(new ServerMessage.Read(room, user, seq), connection);
          }
        });
  }
}
