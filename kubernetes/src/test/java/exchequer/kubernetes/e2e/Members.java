package exchequer.kubernetes.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** What the pods say of their cluster, read through the API server. */
final class Members {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Deployed deployed;

  Members(Deployed deployed) {
    this.deployed = deployed;
  }

  /**
   * The members that each ready pod knows, with their status, and whom it can't reach. One cluster
   * of healthy pods: all say the same.
   */
  Set<String> views() {
    Set<String> views = new TreeSet<>();
    for (String pod : deployed.readyPods()) {
      JsonNode cluster = get(pod, "cluster/members");
      Set<String> members = new TreeSet<>();
      for (JsonNode member : cluster.path("members")) {
        members.add(member.path("node").asText() + " " + member.path("status").asText());
      }
      views.add(members + " unreachable " + cluster.path("unreachable"));
    }
    return views;
  }

  /** Whether all pods agree on so many members, all up and reachable. */
  boolean areOneClusterOf(int count) {
    Set<String> views = views();
    return views.size() == 1
        && views.iterator().next().split(" Up", -1).length == count + 1
        && views.iterator().next().endsWith("unreachable []");
  }

  /**
   * The ready pods, the oldest member of the cluster first: that one tells the others where books
   * are.
   */
  List<String> oldestFirst() {
    List<String> pods = deployed.readyPods();
    String oldest = get(pods.get(0), "cluster/members").path("oldest").asText();
    return pods.stream().sorted(Comparator.comparing(pod -> !self(pod).equals(oldest))).toList();
  }

  private String self(String pod) {
    return get(pod, "cluster/members").path("selfNode").asText();
  }

  /** The books that each ready pod keeps now. */
  Map<String, Set<Integer>> books() {
    Map<String, Set<Integer>> books = new TreeMap<>();
    for (String pod : deployed.readyPods()) {
      books.put(pod, booksOf(pod));
    }
    return books;
  }

  /** The pod that keeps each book; books that are moving are missing. */
  static Map<Integer, String> homes(Map<String, Set<Integer>> books) {
    Map<Integer, String> homes = new TreeMap<>();
    books.forEach((pod, kept) -> kept.forEach(book -> homes.put(book, pod)));
    return homes;
  }

  static List<Integer> counts(Map<String, Set<Integer>> books) {
    return books.values().stream().map(Set::size).toList();
  }

  /** None when it is too new or too old to say. */
  private Set<Integer> booksOf(String pod) {
    Set<Integer> books = new TreeSet<>();
    try {
      StreamSupport.stream(get(pod, "cluster/shards/book").path("regions").spliterator(), false)
          .forEach(region -> books.add(region.path("shardId").asInt()));
    } catch (KubernetesClientException gone) {
      return books;
    }
    return books;
  }

  private JsonNode get(String pod, String path) {
    String url =
        "/api/v1/namespaces/%s/pods/%s:8558/proxy/%s".formatted(deployed.namespace(), pod, path);
    try {
      return JSON.readTree(deployed.client().raw(url));
    } catch (JsonProcessingException wrong) {
      throw new IllegalStateException("no JSON at " + url, wrong);
    }
  }
}
