package dev.belay.agent.tenure;

import dev.belay.agent.core.lease.Grant;
import dev.belay.agent.core.lease.Report;
import dev.belay.agent.core.lease.Round;
import dev.belay.agent.core.lease.Terms;
import dev.belay.agent.tenure.Message.Facts;
import dev.belay.agent.tenure.Message.Sight;
import dev.belay.api.DrillKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Bytes of what members say to each other about leases: many times a second, so nothing but the
/// fields in their order.
final class LeaseTalk {

    private static final byte QUESTION = 1;
    private static final byte BAR = 2;
    private static final byte NUDGE = 3;
    private static final byte SHOW = 4;
    private static final byte STOP_AGAIN = 5;
    private static final byte FENCE = 6;
    private static final byte SECRET = 7;
    private static final byte DRILL = 16;

    /// A text of a peer that is longer is cut.
    private static final int LONGEST = 2_000;

    private LeaseTalk() {}

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    static byte[] bytes(Message message) {
        return written(out -> {
            switch (message) {
                case Message.Question question -> {
                    out.writeByte(QUESTION);
                    write(question, out);
                }
                case Message.Bar(var node, var term, var round, var isUp) -> {
                    out.writeByte(BAR);
                    out.writeUTF(node);
                    out.writeLong(term);
                    out.writeLong(round);
                    out.writeBoolean(isUp);
                }
                case Message.Nudge() -> out.writeByte(NUDGE);
                case Message.StopAgain(var service) -> {
                    out.writeByte(STOP_AGAIN);
                    out.writeUTF(service);
                }
                case Message.Fence(var begun) -> {
                    out.writeByte(FENCE);
                    out.writeLong(begun);
                }
                case Message.Secret(var device, var name, var value) -> {
                    out.writeByte(SECRET);
                    out.writeUTF(device);
                    out.writeUTF(name);
                    out.writeUTF(value);
                }
                case Message.Drill(var service, var generation, var kind, var seconds) -> {
                    out.writeByte(DRILL);
                    out.writeUTF(service);
                    out.writeLong(generation);
                    out.writeUTF(kind.name());
                    out.writeInt(seconds);
                }
                case Message.Show(var what, var service) -> {
                    out.writeByte(SHOW);
                    out.writeUTF(what.name());
                    out.writeUTF(service);
                }
            }
        });
    }

    /// @throws IllegalArgumentException when it is not what {@link #bytes} makes
    static Message message(byte[] bytes) {
        return read(bytes, LeaseTalk::message);
    }

    private static Message message(DataInputStream in) throws IOException {
        byte tag = in.readByte();
        return switch (tag) {
            case QUESTION -> question(in);
            case BAR ->
                    new Message.Bar(in.readUTF(), in.readLong(), in.readLong(), in.readBoolean());
            case NUDGE -> new Message.Nudge();
            case STOP_AGAIN -> new Message.StopAgain(in.readUTF());
            case FENCE -> new Message.Fence(in.readLong());
            case SECRET -> new Message.Secret(in.readUTF(), in.readUTF(), in.readUTF());
            case DRILL ->
                    new Message.Drill(
                            in.readUTF(),
                            in.readLong(),
                            constant(DrillKind.class, in.readUTF()),
                            in.readInt());
            case SHOW -> new Message.Show(constant(Sight.class, in.readUTF()), in.readUTF());
            default -> throw new IOException("message " + tag + " is not known");
        };
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) throws IOException {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IOException(type.getSimpleName() + " '" + name + "' is not known", e);
        }
    }

    private static void write(Message.Question question, DataOutputStream out) throws IOException {
        Report report = question.report();
        out.writeUTF(report.node());
        out.writeLong(report.incarnation());
        out.writeLong(report.grantTerm());
        out.writeLong(report.question());
        write(report.held(), out);
        out.writeShort(report.ended().size());
        for (var one : report.ended().entrySet()) {
            out.writeUTF(one.getKey());
            out.writeLong(one.getValue().generation());
            out.writeUTF(shortened(one.getValue().failure()));
            out.writeBoolean(one.getValue().isLeaseLost());
        }
        out.writeShort(report.stuck().size());
        for (var one : report.stuck().entrySet()) {
            out.writeUTF(one.getKey());
            out.writeUTF(shortened(one.getValue()));
        }
        out.writeLong(question.leaseNanos());
        write(question.vouchers(), out);
        write(question.facts().active(), out);
        write(question.facts().outdated(), out);
        write(question.facts().unstarted(), out);
        out.writeBoolean(question.facts().isLeaving());
        out.writeUTF(shortened(question.facts().hindrance()));
        out.writeLong(question.facts().designVersion());
    }

    private static Message.Question question(DataInputStream in) throws IOException {
        String node = in.readUTF();
        long incarnation = in.readLong();
        long grantTerm = in.readLong();
        long number = in.readLong();
        Map<String, Long> held = generations(in);
        Map<String, Report.Ending> ended = new TreeMap<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            ended.put(
                    in.readUTF(), new Report.Ending(in.readLong(), in.readUTF(), in.readBoolean()));
        }
        Map<String, String> stuck = new TreeMap<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            stuck.put(in.readUTF(), in.readUTF());
        }
        return new Message.Question(
                new Report(node, incarnation, grantTerm, number, held, ended, stuck),
                in.readLong(),
                ids(in),
                new Facts(
                        ids(in), ids(in), ids(in), in.readBoolean(), in.readUTF(), in.readLong()));
    }

    static byte[] bytes(Round.Word word) {
        return written(out -> {
            out.writeLong(word.term());
            out.writeBoolean(word.isVouched());
            Round.Lead lead = word.lead();
            out.writeBoolean(lead != null);
            if (lead != null) {
                write(lead.voters(), out);
                write(lead.formerVoters(), out);
                Terms terms = lead.terms();
                out.writeLong(terms.renew());
                out.writeLong(terms.selfKill());
                out.writeLong(terms.gate());
                out.writeLong(terms.linger());
                out.writeLong(terms.lease());
                out.writeLong(lead.grant().term());
                write(lead.grant().services(), out);
                write(lead.grant().closed(), out);
            }
        });
    }

    /// @throws IllegalArgumentException when it is not what {@link #bytes} makes
    static Round.Word word(byte[] bytes) {
        return read(
                bytes,
                in ->
                        new Round.Word(
                                in.readLong(),
                                in.readBoolean(),
                                in.readBoolean()
                                        ? new Round.Lead(
                                                ids(in),
                                                ids(in),
                                                new Terms(
                                                        in.readLong(),
                                                        in.readLong(),
                                                        in.readLong(),
                                                        in.readLong(),
                                                        in.readLong()),
                                                new Grant(
                                                        in.readLong(),
                                                        generations(in),
                                                        generations(in)))
                                        : null));
    }

    /// What a voter says of a bar.
    ///
    /// @param stands whether it does now
    /// @param ageNanos how long ago it vouched for the node last, at most
    record Barred(boolean stands, long ageNanos) {}

    static byte[] bytes(Barred barred) {
        return written(out -> {
            out.writeBoolean(barred.stands());
            out.writeLong(barred.ageNanos());
        });
    }

    static Barred barred(byte[] bytes) {
        return read(bytes, in -> new Barred(in.readBoolean(), in.readLong()));
    }

    private static byte[] written(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new IllegalStateException("memory takes all that is written", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reading<T> reading) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return reading.from(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("no message about leases: " + e.getMessage(), e);
        }
    }

    private static void write(Set<String> ids, DataOutputStream out) throws IOException {
        out.writeShort(ids.size());
        for (String id : ids) {
            out.writeUTF(id);
        }
    }

    private static Set<String> ids(DataInputStream in) throws IOException {
        Set<String> ids = new TreeSet<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            ids.add(in.readUTF());
        }
        return ids;
    }

    private static void write(Map<String, Long> generations, DataOutputStream out)
            throws IOException {
        out.writeShort(generations.size());
        for (var one : generations.entrySet()) {
            out.writeUTF(one.getKey());
            out.writeLong(one.getValue());
        }
    }

    private static Map<String, Long> generations(DataInputStream in) throws IOException {
        Map<String, Long> generations = new TreeMap<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            generations.put(in.readUTF(), in.readLong());
        }
        return generations;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
