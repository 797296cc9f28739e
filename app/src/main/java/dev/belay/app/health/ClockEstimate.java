package dev.belay.app.health;

/// What has to be added to times of a node to bring them onto the clock of the studio.
///
/// A message cannot arrive before it was sent, and the quickest one was on its way for the shortest
/// time: the smallest difference between the time of receipt and the time of sending, over the last
/// few messages, is the best guess. Its error is the one-way latency of that message.
final class ClockEstimate {

    private static final int KEPT = 64;

    private final long[] differences = new long[KEPT];
    private int count;
    private int next;

    /// @param sentMillis on the node's clock
    /// @param receivedMillis on the studio's clock
    void observe(long sentMillis, long receivedMillis) {
        differences[next] = receivedMillis - sentMillis;
        next = (next + 1) % KEPT;
        count = Math.min(KEPT, count + 1);
    }

    /// Milliseconds to add to times of the node; 0 before anything was heard.
    long shiftMillis() {
        if (count == 0) {
            return 0;
        }
        long least = Long.MAX_VALUE;
        for (int index = 0; index < count; index++) {
            least = Math.min(least, differences[index]);
        }
        return least;
    }
}
