package dev.belay.app.health;

import java.util.Arrays;

/// The last samples of one node, one row a moment and one column a measure; the oldest row makes
/// room for the newest.
///
/// Times are on the clock of the node: the correction may improve later, the readings stay as they
/// came.
final class SampleRing {

    /// A studio that stands still for less than this has not lost a report: three report intervals.
    static final long PATIENCE_MILLIS = 3_000;

    /// A time that lies further back than this is no repeated sample but a clock that was set back.
    private static final long SET_BACK_MILLIS = 1_000;

    private final int capacity;
    private final long[] times;
    private final double[][] columns;
    private int first;
    private int size;

    /// @param capacity rows that it holds
    /// @param columns measures in a row
    SampleRing(int capacity, int columns) {
        this.capacity = capacity;
        this.times = new long[capacity];
        this.columns = new double[columns][capacity];
    }

    private SampleRing(SampleRing other) {
        this.capacity = other.capacity;
        this.times = other.times.clone();
        this.columns = new double[other.columns.length][];
        Arrays.setAll(columns, column -> other.columns[column].clone());
        this.first = other.first;
        this.size = other.size;
    }

    /// A ring that later samples do not change.
    SampleRing frozen() {
        return new SampleRing(this);
    }

    int size() {
        return size;
    }

    /// Takes one row in. A row that is not newer than the last one came twice and is left out; but
    /// when the node's clock was set back, the rows that claim to be later are forgotten, for two
    /// readings of one moment cannot be drawn.
    ///
    /// @param at milliseconds since the epoch on the node's clock
    /// @param row one value a measure; an older agent may know fewer, a newer one more
    /// @return whether the row is in the ring now
    boolean add(long at, double[] row) {
        if (size > 0 && at <= timeAt(size - 1)) {
            if (at > timeAt(size - 1) - SET_BACK_MILLIS) {
                return false;
            }
            while (size > 0 && timeAt(size - 1) >= at) {
                size--;
            }
        }
        int slot = (first + size) % capacity;
        if (size == capacity) {
            first = (first + 1) % capacity;
        } else {
            size++;
        }
        times[slot] = at;
        for (int column = 0; column < columns.length; column++) {
            columns[column][slot] = column < row.length ? row[column] : Double.NaN;
        }
        return true;
    }

    /// Forgets all rows before the last silence that broke the line, if that silence lies inside a
    /// stretch that is known from elsewhere.
    void forgetBeforeSilenceIn(long from, long to) {
        for (int index = size - 1; index > 0; index--) {
            if (timeAt(index) - timeAt(index - 1) > PATIENCE_MILLIS) {
                if (timeAt(index - 1) >= from && timeAt(index) <= to) {
                    first = (first + index) % capacity;
                    size -= index;
                }
                return;
            }
        }
    }

    long timeAt(int index) {
        return times[(first + index) % capacity];
    }

    double valueAt(int index, int column) {
        return columns[column][(first + index) % capacity];
    }

    /// One measure of the ring.
    ///
    /// @param shiftMillis added to every time, to bring it onto the clock of the studio
    Points points(int column, long shiftMillis) {
        return new Column(this, column, shiftMillis);
    }

    /// When anything at all was heard, as points of value 0.
    Points presence(long shiftMillis) {
        return new Column(this, -1, shiftMillis);
    }

    private record Column(SampleRing ring, int column, long shiftMillis) implements Points {

        @Override
        public int size() {
            return ring.size;
        }

        @Override
        public long at(int index) {
            return ring.timeAt(index) + shiftMillis;
        }

        @Override
        public double min(int index) {
            return mean(index);
        }

        @Override
        public double mean(int index) {
            return column < 0 ? 0 : ring.valueAt(index, column);
        }

        @Override
        public double max(int index) {
            return mean(index);
        }

        @Override
        public boolean continues(int index) {
            return index > 0 && ring.timeAt(index) - ring.timeAt(index - 1) <= PATIENCE_MILLIS;
        }

        @Override
        public long patienceMillis() {
            return PATIENCE_MILLIS;
        }
    }
}
