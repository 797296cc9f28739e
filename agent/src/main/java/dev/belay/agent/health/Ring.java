package dev.belay.agent.health;

import dev.belay.api.HistoryTier;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One ring of history on disk, of fixed size: a header, then slots, each with its own check sum.
///
/// The slot of a time is at a fixed place, so nothing but the slots themselves says where the ring
/// begins, and a crash in the middle of a write spoils one slot.
final class Ring implements Closeable {

    static final int HEADER_BYTES = 64;
    private static final long MAGIC = 0x42454C4159485331L;
    private static final int SLOT_HEADER = 16;
    private static final int CRC_BYTES = 8;
    private static final int SLOTS_AT_ONCE = 64;

    private final FileChannel channel;
    private final RingShape shape;
    private final int slotBytes;
    private final ByteBuffer one;

    private Ring(FileChannel channel, RingShape shape) {
        this.channel = channel;
        this.shape = shape;
        this.slotBytes = slotBytes(shape.measures());
        this.one = ByteBuffer.allocateDirect(slotBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// What a ring file of this shape looks like.
    ///
    /// @param stepMillis width of a slot
    /// @param measures how many values a slot has
    /// @param measureIds ids in order, joined: another list makes another file
    record RingShape(
            HistoryTier tier, int slots, long stepMillis, int measures, String measureIds) {}

    /// A file that cannot be used as it is.
    static final class Unusable extends Exception {
        Unusable(String why) {
            super(why);
        }
    }

    /// Opens or makes a ring.
    ///
    /// @throws Unusable when there is a file of another shape or with a spoilt header
    static Ring open(Path file, RingShape shape) throws IOException, Unusable {
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            ByteBuffer header = header(shape);
            long size = HEADER_BYTES + (long) shape.slots() * slotBytes(shape.measures());
            if (channel.size() == 0) {
                channel.write(ByteBuffer.allocate(1), size - 1);
                channel.write(header, 0);
                return new Ring(channel, shape);
            }
            if (channel.size() != size) {
                throw new Unusable("it has " + channel.size() + " bytes instead of " + size);
            }
            ByteBuffer found = ByteBuffer.allocate(HEADER_BYTES);
            readFully(channel, found, 0);
            if (!found.flip().equals(header)) {
                throw new Unusable("its header is spoilt or of another version");
            }
            return new Ring(channel, shape);
        } catch (IOException | Unusable e) {
            channel.close();
            throw e;
        }
    }

    /// Writes a slot at the place of its time.
    void write(Slot slot) throws IOException {
        one.clear();
        one.putLong(slot.startMillis()).putInt(slot.count()).putInt(0);
        for (int i = 0; i < shape.measures(); i++) {
            one.putDouble(slot.min()[i]).putDouble(slot.mean()[i]).putDouble(slot.max()[i]);
        }
        one.putLong(check(one.duplicate().flip()));
        one.flip();
        channel.write(one, position(slot.startMillis()));
    }

    /// The sound slots whose begin is within the window, by number of steps since its begin; null
    /// where there is none.
    @Nullable Slot[] read(long fromMillis, int count) throws IOException {
        var slots = new @Nullable Slot[count];
        var chunk = ByteBuffer.allocate(SLOTS_AT_ONCE * slotBytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < shape.slots(); at += SLOTS_AT_ONCE) {
            int here = Math.min(SLOTS_AT_ONCE, shape.slots() - at);
            chunk.clear().limit(here * slotBytes);
            readFully(channel, chunk, HEADER_BYTES + (long) at * slotBytes);
            for (int i = 0; i < here; i++) {
                @Nullable Slot slot = slot(chunk.slice(i * slotBytes, slotBytes));
                if (slot == null || slot.startMillis() < fromMillis) {
                    continue;
                }
                long index = (slot.startMillis() - fromMillis) / shape.stepMillis();
                if (index < count) {
                    slots[(int) index] = slot;
                }
            }
        }
        return slots;
    }

    /// The slot of a time, if it was written and is sound.
    @Nullable Slot at(long startMillis) throws IOException {
        var bytes = ByteBuffer.allocate(slotBytes).order(ByteOrder.LITTLE_ENDIAN);
        readFully(channel, bytes, position(startMillis));
        @Nullable Slot slot = slot(bytes.flip());
        return slot == null || slot.startMillis() != startMillis ? null : slot;
    }

    RingShape shape() {
        return shape;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private @Nullable Slot slot(ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        long start = bytes.getLong(0);
        int count = bytes.getInt(8);
        long check = bytes.getLong(slotBytes - CRC_BYTES);
        if (count <= 0
                || start % shape.stepMillis() != 0
                || check != check(bytes.duplicate().limit(slotBytes - CRC_BYTES))) {
            return null;
        }
        var slot = Slot.empty(start, shape.measures());
        bytes.position(SLOT_HEADER);
        for (int i = 0; i < shape.measures(); i++) {
            slot.min()[i] = bytes.getDouble();
            slot.mean()[i] = bytes.getDouble();
            slot.max()[i] = bytes.getDouble();
        }
        return slot.withCount(count);
    }

    private long position(long startMillis) {
        long index = Math.floorMod(startMillis / shape.stepMillis(), (long) shape.slots());
        return HEADER_BYTES + index * slotBytes;
    }

    private static int slotBytes(int measures) {
        return SLOT_HEADER + measures * 3 * Double.BYTES + CRC_BYTES;
    }

    private static ByteBuffer header(RingShape shape) {
        var header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(MAGIC).putInt(shape.slots()).putLong(shape.stepMillis());
        header.putInt(shape.measures());
        header.putLong(check(ByteBuffer.wrap(shape.measureIds().getBytes(StandardCharsets.UTF_8))));
        return header.clear();
    }

    private static long check(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes);
        // Never 0: a slot of zeroes, as in a fresh file, is not sound.
        return crc.getValue() | 1L << 32;
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long from)
            throws IOException {
        long at = from;
        while (into.hasRemaining()) {
            int read = channel.read(into, at);
            if (read < 0) {
                throw new IOException("the history file ends early");
            }
            at += read;
        }
    }
}
