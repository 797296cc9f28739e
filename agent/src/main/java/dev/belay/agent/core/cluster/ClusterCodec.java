package dev.belay.agent.core.cluster;

import dev.belay.api.ApiError;
import dev.belay.model.status.Member;
import dev.belay.model.status.MemberRole;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Bytes of commands, answers and states: a version, a tag, then the fields. The same value gives
/// the same bytes on every node.
public final class ClusterCodec {

    private static final byte VERSION = 1;

    private static final byte FOUND = 1;
    private static final byte SET_SETTING = 2;
    private static final byte JOIN = 3;
    private static final byte ACT = 4;
    private static final byte BEGIN = 5;
    private static final byte ONCE = 6;

    private static final byte SET = 1;
    private static final byte FOUNDED = 2;
    private static final byte REFUSED = 3;
    private static final byte JOINED = 4;
    private static final byte ORDERED = 5;
    private static final byte FORGOTTEN = 6;

    /// As they were written before there was a workload; they are read still.
    private static final byte IDLE_STATE = 2;

    private static final byte IDLE_REPLICA = 3;

    private static final byte STATE = 4;
    private static final byte REPLICA = 5;

    private ClusterCodec() {}

    public static byte[] bytes(Entry entry) {
        var out = new Fields.Writer(VERSION);
        switch (entry) {
            case Entry.Begin(var node) -> out.tag(BEGIN).text(node);
            case Entry.Once once -> {
                out.tag(ONCE).text(once.node()).number(once.run()).number(once.number());
                write(out, once.command());
            }
            case Entry.Plain(var command) -> write(out, command);
        }
        return out.bytes();
    }

    public static Entry entry(byte[] bytes) throws CodecException {
        var in = new Fields.Reader(bytes, VERSION);
        byte tag = in.tag();
        Entry entry =
                switch (tag) {
                    case BEGIN -> new Entry.Begin(in.text());
                    case ONCE ->
                            new Entry.Once(
                                    in.text(), in.number(), in.number(), command(in, in.tag()));
                    default -> new Entry.Plain(command(in, tag));
                };
        in.end();
        return entry;
    }

    private static void write(Fields.Writer out, Command command) {
        switch (command) {
            case Command.Found found -> {
                out.tag(FOUND).text(found.clusterId()).text(found.name());
                write(out, found.members());
            }
            case Command.Join join -> out.tag(JOIN).text(join.node()).text(join.instance());
            case Command.SetSetting set ->
                    out.tag(SET_SETTING).text(set.key()).text(set.value()).number(set.ifVersion());
            case Command.Act act ->
                    out.tag(ACT)
                            .text(act.actor().user())
                            .text(act.actor().node())
                            .text(act.actor().from())
                            .number(act.atMillis())
                            .text(OrderCodec.kind(act.order()))
                            .text(OrderCodec.text(act.order()));
        }
    }

    private static Command command(Fields.Reader in, byte tag) throws CodecException {
        return switch (tag) {
            case FOUND -> new Command.Found(in.text(), in.text(), members(in));
            case JOIN -> new Command.Join(in.text(), in.text());
            case SET_SETTING -> new Command.SetSetting(in.text(), in.text(), in.number());
            case ACT ->
                    new Command.Act(
                            new Actor(in.text(), in.text(), in.text()),
                            in.number(),
                            OrderCodec.order(in.text(), in.text()));
            default -> throw new CodecException("command " + tag + " is not known");
        };
    }

    public static byte[] bytes(Answer answer) {
        var out = new Fields.Writer(VERSION);
        write(out, answer);
        return out.bytes();
    }

    private static void write(Fields.Writer out, Answer answer) {
        switch (answer) {
            case Answer.Set set -> {
                out.tag(SET).text(set.key());
                write(out, set.stored());
            }
            case Answer.Founded founded -> out.tag(FOUNDED).text(founded.clusterId());
            case Answer.Joined joined ->
                    out.tag(JOINED).text(joined.node()).text(joined.instance());
            case Answer.Ordered(var index) -> out.tag(ORDERED).number(index);
            case Answer.Forgotten() -> out.tag(FORGOTTEN);
            case Answer.Refused(var error) ->
                    out.tag(REFUSED)
                            .text(error.code())
                            .text(error.wanted())
                            .text(error.found())
                            .text(error.advice());
        }
    }

    public static Answer answer(byte[] bytes) throws CodecException {
        var in = new Fields.Reader(bytes, VERSION);
        Answer answer = answer(in);
        in.end();
        return answer;
    }

    private static Answer answer(Fields.Reader in) throws CodecException {
        byte tag = in.tag();
        return switch (tag) {
            case SET -> new Answer.Set(in.text(), stored(in));
            case JOINED -> new Answer.Joined(in.text(), in.text());
            case FOUNDED -> new Answer.Founded(in.text());
            case ORDERED -> new Answer.Ordered(in.number());
            case FORGOTTEN -> new Answer.Forgotten();
            case REFUSED ->
                    new Answer.Refused(new ApiError(in.text(), in.text(), in.text(), in.text()));
            default -> throw new CodecException("answer " + tag + " is not known");
        };
    }

    public static byte[] bytes(Replica replica) {
        var out = new Fields.Writer(VERSION).tag(REPLICA);
        write(out, replica.state());
        out.number(replica.runs().size());
        replica.runs()
                .forEach((node, run) -> {
                    out.text(node).number(run.id()).number(run.highest());
                    out.number(run.answers().size());
                    run.answers()
                            .forEach((number, answer) -> {
                                out.number(number);
                                write(out, answer);
                            });
                });
        return out.bytes();
    }

    /// Reads a replica; a state alone, as it was written before runs were known, is one without.
    public static Replica replica(byte[] bytes) throws CodecException {
        var in = new Fields.Reader(bytes, VERSION);
        byte tag = in.tag();
        if (tag != REPLICA && tag != IDLE_REPLICA && tag != IDLE_STATE) {
            throw new CodecException("replica " + tag + " is not known");
        }
        ClusterState state = state(in, tag == REPLICA);
        SortedMap<String, Run> runs = tag == IDLE_STATE ? new TreeMap<>() : runs(in);
        in.end();
        return new Replica(state, runs);
    }

    private static SortedMap<String, Run> runs(Fields.Reader in) throws CodecException {
        int count = in.count();
        SortedMap<String, Run> runs = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String node = in.text();
            long id = in.number();
            long highest = in.number();
            int kept = in.count();
            SortedMap<Long, Answer> answers = new TreeMap<>();
            for (int k = 0; k < kept; k++) {
                answers.put(in.number(), answer(in));
            }
            runs.put(node, new Run(id, highest, answers));
        }
        return runs;
    }

    private static byte[] bytes(ClusterState state) {
        var out = new Fields.Writer(VERSION).tag(STATE);
        write(out, state);
        return out.bytes();
    }

    private static void write(Fields.Writer out, ClusterState state) {
        out.text(state.clusterId());
        write(out, state.name());
        write(out, state.members());
        out.number(state.labels().size());
        state.labels()
                .forEach((key, stored) -> {
                    out.text(key);
                    write(out, stored);
                });
        out.number(state.instances().size());
        state.instances().forEach((node, instance) -> out.text(node).text(instance));
        out.text(OrderCodec.text(state.trust()));
        out.number(state.enrollments().size());
        state.enrollments().values().forEach(one -> out.text(OrderCodec.text(one)));
        out.number(state.configs().size());
        state.configs().values().forEach(one -> out.text(OrderCodec.text(one)));
        out.text(OrderCodec.text(state.workload()));
        out.text(OrderCodec.text(state.audit()));
    }

    private static ClusterState state(Fields.Reader in, boolean hasWorkload) throws CodecException {
        String clusterId = in.text();
        Stored name = stored(in);
        List<Member> members = members(in);
        int count = in.count();
        SortedMap<String, Stored> labels = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            labels.put(in.text(), stored(in));
        }
        int joined = in.count();
        SortedMap<String, String> instances = new TreeMap<>();
        for (int i = 0; i < joined; i++) {
            instances.put(in.text(), in.text());
        }
        Trust trust = OrderCodec.read(in.text(), Trust.class);
        int opened = in.count();
        SortedMap<String, Enrollment> enrollments = new TreeMap<>();
        for (int i = 0; i < opened; i++) {
            Enrollment one = OrderCodec.read(in.text(), Enrollment.class);
            enrollments.put(one.id(), one);
        }
        int sets = in.count();
        SortedMap<String, SetState> configs = new TreeMap<>();
        for (int i = 0; i < sets; i++) {
            SetState one = OrderCodec.read(in.text(), SetState.class);
            configs.put(one.name(), one);
        }
        Workload workload =
                hasWorkload ? OrderCodec.read(in.text(), Workload.class) : Workload.NONE;
        Audit audit = OrderCodec.read(in.text(), Audit.class);
        return new ClusterState(
                clusterId,
                name,
                members,
                labels,
                instances,
                trust,
                enrollments,
                configs,
                workload,
                audit);
    }

    /// SHA-256 of the state's bytes: equal on all nodes that have applied the same entries.
    public static String hash(ClusterState state) {
        return sha256(bytes(state));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void write(Fields.Writer out, Stored stored) {
        out.text(stored.value()).number(stored.version());
    }

    private static Stored stored(Fields.Reader in) throws CodecException {
        return new Stored(in.text(), in.number());
    }

    private static void write(Fields.Writer out, List<Member> members) {
        out.number(members.size());
        for (Member member : members) {
            out.text(member.id())
                    .text(member.name())
                    .text(member.zone())
                    .text(member.role().name())
                    .number(member.admin() ? 1 : 0)
                    .text(member.host())
                    .number(member.port());
        }
    }

    private static List<Member> members(Fields.Reader in) throws CodecException {
        int count = in.count();
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            members.add(
                    new Member(
                            in.text(),
                            in.text(),
                            in.text(),
                            role(in.text()),
                            in.number() != 0,
                            in.text(),
                            port(in.number())));
        }
        return members;
    }

    private static int port(long number) throws CodecException {
        if (number < 0 || number > 65_535) {
            throw new CodecException("a port of " + number + " cannot be");
        }
        return (int) number;
    }

    private static MemberRole role(String name) throws CodecException {
        try {
            return MemberRole.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new CodecException("member role '" + name + "' is not known");
        }
    }
}
