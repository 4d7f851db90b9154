package exchequer.client;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Settings of a {@link LedgerClient}. All but the addresses may be left as they are. */
public final class LedgerClientBuilder {
  // 1,000 results with all the metadata that the contract allows are more than gRPC's own 4 MiB.
  private static final int MAX_MESSAGE_BYTES = 16 * 1_024 * 1_024;

  private final List<String> addresses;
  private final List<ClientInterceptor> interceptors = new ArrayList<>();
  private int connections = 1;
  private ChannelCredentials credentials = InsecureChannelCredentials.create();
  private int maxMessageBytes = MAX_MESSAGE_BYTES;
  private boolean direct;
  private Duration timeout = Duration.ofSeconds(30);
  private Duration attemptTimeout = Duration.ofSeconds(5);
  private int maxSends = 1_000;
  private Duration firstPause = Duration.ofMillis(50);
  private Duration longestPause = Duration.ofSeconds(2);
  private ResendListener resendListener = (error, waited) -> {};

  LedgerClientBuilder(List<String> addresses) {
    if (addresses.isEmpty()) throw new IllegalArgumentException("at least one address is needed");
    this.addresses = List.copyOf(addresses);
  }

  /** To each address, at least 1. Where a name stands for several nodes, each goes to all. */
  public LedgerClientBuilder connectionsPerAddress(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("connectionsPerAddress must be at least 1, not " + count);
    }
    connections = count;
    return this;
  }

  /** Such as {@code TlsChannelCredentials}; plain text otherwise. */
  public LedgerClientBuilder credentials(ChannelCredentials used) {
    credentials = used;
    return this;
  }

  /** Of an answer: 16 MiB otherwise. */
  public LedgerClientBuilder maxMessageBytes(int bytes) {
    maxMessageBytes = bytes;
    return this;
  }

  /**
   * Handles answers, and completes futures, on the threads that read from the network: the fastest,
   * for callers that never wait in there. Threads of gRPC otherwise.
   */
  public LedgerClientBuilder directExecutor() {
    direct = true;
    return this;
  }

  /** Around each send, the first given outermost. */
  public LedgerClientBuilder interceptor(ClientInterceptor interceptor) {
    interceptors.add(0, interceptor);
    return this;
  }

  /** Of one request, with all its sends: 30 s otherwise. */
  public LedgerClientBuilder timeout(Duration most) {
    timeout = most;
    return this;
  }

  /** Of one send, after which the same is sent again: 5 s otherwise. */
  public LedgerClientBuilder attemptTimeout(Duration most) {
    attemptTimeout = most;
    return this;
  }

  /** Of one request: 1,000 otherwise. 1 for no repetition. */
  public LedgerClientBuilder maxSends(int most) {
    maxSends = most;
    return this;
  }

  /**
   * Between sends of one request: 50 ms, doubled each time up to 2 s, otherwise; spread by chance,
   * and never less than the ledger asks for.
   */
  public LedgerClientBuilder pauses(Duration first, Duration longest) {
    firstPause = first;
    longestPause = longest;
    return this;
  }

  /** Told before each repetition. */
  public LedgerClientBuilder resendListener(ResendListener told) {
    resendListener = told;
    return this;
  }

  /**
   * Connects when first used.
   *
   * @throws IllegalArgumentException when a duration or a number is out of range
   */
  public LedgerClient build() {
    RetryRule rule = new RetryRule(timeout, attemptTimeout, maxSends, firstPause, longestPause);
    List<ManagedChannel> channels = new ArrayList<>();
    for (int number = 0; number < connections; number++) {
      addresses.forEach(address -> channels.add(channel(address)));
    }
    return new LedgerClient(new Sender(new Connections(channels), rule, resendListener));
  }

  private ManagedChannel channel(String address) {
    ManagedChannelBuilder<?> channel =
        Grpc.newChannelBuilder(address, credentials)
            .defaultLoadBalancingPolicy("round_robin")
            // A second rule beneath ours would send more often than ours knows.
            .disableRetry()
            .maxInboundMessageSize(maxMessageBytes)
            .intercept(interceptors);
    if (direct) channel.directExecutor();
    return channel.build();
  }
}
