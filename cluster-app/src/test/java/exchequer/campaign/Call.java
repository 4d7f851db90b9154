package exchequer.campaign;

/**
 * Who asked whom, and when, in nanoseconds since the campaign began.
 *
 * @param client from 0; {@link #AUDIT} for the audit
 * @param node from 1
 */
record Call(int client, int node, long beganNanos, long endedNanos) {
  static final int AUDIT = -1;
}
