package exchequer.node;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.ClusterEvent.MemberEvent;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Says in the log from when on two owners of a book can't both be believed: from when every node of
 * the cluster keeps the fence. While a ledger is updated from a release that has none, the old
 * nodes do not.
 */
final class FenceNotice {
  /** The role of nodes that claim books and confirm what they append: akka.cluster.roles. */
  private static final String ROLE = "fence";

  private FenceNotice() {}

  private record Changed(MemberEvent event) {}

  static Behavior<Void> create() {
    Behavior<Changed> notice =
        Behaviors.setup(
            context -> {
              Cluster.get(context.getSystem())
                  .subscriptions()
                  .tell(
                      new Subscribe<>(
                          context.messageAdapter(MemberEvent.class, Changed::new),
                          MemberEvent.class));
              return watching(context, true);
            });
    return notice.unsafeCast();
  }

  private static Behavior<Changed> watching(ActorContext<Changed> context, boolean allDid) {
    return Behaviors.receive(Changed.class)
        .onAnyMessage(
            changed -> {
              List<String> without = nodesWithout(context);
              boolean allDo = without.isEmpty();
              if (allDo && !allDid) {
                context.getLog().info("all nodes keep the fence between two owners of a book now");
              } else if (!allDo && allDid) {
                context
                    .getLog()
                    .warn(
                        "nodes of an older release do not keep the fence between two owners of a"
                            + " book, which holds when they are gone: {}",
                        without);
              }
              return watching(context, allDo);
            })
        .build();
  }

  private static List<String> nodesWithout(ActorContext<Changed> context) {
    Iterable<Member> members = Cluster.get(context.getSystem()).state().getMembers();
    return StreamSupport.stream(members.spliterator(), false)
        .filter(member -> !member.hasRole(ROLE))
        .map(member -> member.address().hostPort())
        .toList();
  }
}
