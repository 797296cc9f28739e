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

    private static final byte SET = 1;
    private static final byte FOUNDED = 2;
    private static final byte REFUSED = 3;
    private static final byte JOINED = 4;
    private static final byte ORDERED = 5;

    private static final byte STATE = 2;

    private ClusterCodec() {}

    public static byte[] bytes(Command command) {
        var out = new Fields.Writer(VERSION);
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
        return out.bytes();
    }

    public static Command command(byte[] bytes) throws CodecException {
        var in = new Fields.Reader(bytes, VERSION);
        byte tag = in.tag();
        Command command =
                switch (tag) {
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
        in.end();
        return command;
    }

    public static byte[] bytes(Answer answer) {
        var out = new Fields.Writer(VERSION);
        switch (answer) {
            case Answer.Set set -> {
                out.tag(SET).text(set.key());
                write(out, set.stored());
            }
            case Answer.Founded founded -> out.tag(FOUNDED).text(founded.clusterId());
            case Answer.Joined joined ->
                    out.tag(JOINED).text(joined.node()).text(joined.instance());
            case Answer.Ordered(var index) -> out.tag(ORDERED).number(index);
            case Answer.Refused(var error) ->
                    out.tag(REFUSED)
                            .text(error.code())
                            .text(error.wanted())
                            .text(error.found())
                            .text(error.advice());
        }
        return out.bytes();
    }

    public static Answer answer(byte[] bytes) throws CodecException {
        var in = new Fields.Reader(bytes, VERSION);
        byte tag = in.tag();
        Answer answer =
                switch (tag) {
                    case SET -> new Answer.Set(in.text(), stored(in));
                    case JOINED -> new Answer.Joined(in.text(), in.text());
                    case FOUNDED -> new Answer.Founded(in.text());
                    case ORDERED -> new Answer.Ordered(in.number());
                    case REFUSED ->
                            new Answer.Refused(
                                    new ApiError(in.text(), in.text(), in.text(), in.text()));
                    default -> throw new CodecException("answer " + tag + " is not known");
                };
        in.end();
        return answer;
    }

    public static byte[] bytes(ClusterState state) {
        var out = new Fields.Writer(VERSION).tag(STATE);
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
        out.text(OrderCodec.text(state.audit()));
        return out.bytes();
    }

    public static ClusterState state(byte[] bytes) throws CodecException {
        var in = new Fields.Reader(bytes, VERSION);
        byte tag = in.tag();
        if (tag != STATE) {
            throw new CodecException("state " + tag + " is not known");
        }
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
        Audit audit = OrderCodec.read(in.text(), Audit.class);
        in.end();
        return new ClusterState(
                clusterId, name, members, labels, instances, trust, enrollments, configs, audit);
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
