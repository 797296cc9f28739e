package dev.belay.model.zone;

import dev.belay.model.network.DnsRecord;
import dev.belay.model.zone.ZonePicture.HostedZone;
import dev.belay.model.zone.ZonePicture.RecordSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a hosted zone is like against what a record that follows its service needs. Source:
/// "Choosing a routing policy" and "Comparison of alias and CNAME records", Amazon Route 53
/// Developer Guide.
public final class NameJudge {
    private static final Pattern ZONE_ID = Pattern.compile("Z[A-Z0-9]{7,31}");

    /// Above that, clients stay with the former node for longer than they wait.
    private static final long TTL_MOST_SECONDS = 60;

    private NameJudge() {}

    /// What is asked of a zone.
    public enum Question {
        /// The zone's id has the form of one.
        ZONE_ID,
        /// The zone is the one with that id, and is resolved where clients are.
        ZONE,
        /// The name is inside the zone.
        INSIDE,
        /// Nothing else stands at the name.
        FREE,
        /// Resolvers forget it soon enough.
        TTL
    }

    /// How it is answered, the worst first.
    public enum Outcome {
        FAIL,
        UNKNOWN,
        WARN,
        PASS
    }

    /// What was found.
    public enum Cause {
        NO_ZONE_ID,
        BAD_ZONE_ID,
        /// The answer is about another zone.
        OTHER_ZONE,
        /// It was to be public and is private.
        IS_PRIVATE,
        /// It was to be private and is public.
        IS_PUBLIC,
        /// The nodes' VPC does not resolve it.
        NOT_IN_VPC,
        OUTSIDE_ZONE,
        ALIAS,
        POLICY,
        CNAME,
        /// The record is there, and Belay takes it over.
        TAKEN_OVER,
        /// What the record has now is another TTL.
        OTHER_TTL,
        LONG_TTL,
        NOT_GIVEN,
        FINE
    }

    /// An answer to a question.
    ///
    /// @param args in the order of the sentence
    public record Answer(Question question, Outcome outcome, Cause cause, List<String> args) {
        public Answer {
            args = List.copyOf(args);
        }
    }

    /// Where clients resolve the zone.
    public enum Sight {
        PUBLIC,
        PRIVATE
    }

    /// All questions in their order, each once.
    ///
    /// @param vpcs ids of the VPCs in which the nodes are
    public static List<Answer> of(
            DnsRecord record, Sight sight, List<String> vpcs, ZonePicture picture) {
        List<Answer> all = new ArrayList<>();
        all.add(zoneId(record));
        all.add(zone(record, sight, vpcs, picture));
        all.add(inside(record, picture));
        all.add(free(record, picture));
        all.add(ttl(record, picture));
        return all;
    }

    private static Answer answer(Question question, Outcome outcome, Cause cause, String... args) {
        return new Answer(question, outcome, cause, List.of(args));
    }

    private static String id(DnsRecord record) {
        return ZoneReader.bare(record.zoneId().orElse(""));
    }

    private static Answer zoneId(DnsRecord record) {
        String id = id(record);
        if (id.isEmpty()) {
            return answer(Question.ZONE_ID, Outcome.FAIL, Cause.NO_ZONE_ID);
        }
        return ZONE_ID.matcher(id).matches()
                ? answer(Question.ZONE_ID, Outcome.PASS, Cause.FINE, id)
                : answer(Question.ZONE_ID, Outcome.FAIL, Cause.BAD_ZONE_ID, id);
    }

    private static Answer zone(
            DnsRecord record, Sight sight, List<String> vpcs, ZonePicture picture) {
        Optional<HostedZone> given = picture.zone();
        if (given.isEmpty()) {
            return answer(Question.ZONE, Outcome.UNKNOWN, Cause.NOT_GIVEN, id(record));
        }
        HostedZone zone = given.get();
        if (!zone.id().equals(id(record))) {
            return answer(Question.ZONE, Outcome.FAIL, Cause.OTHER_ZONE, zone.id(), id(record));
        }
        boolean wantsHidden = sight == Sight.PRIVATE;
        if (zone.hidden() != wantsHidden) {
            return answer(
                    Question.ZONE,
                    Outcome.FAIL,
                    zone.hidden() ? Cause.IS_PRIVATE : Cause.IS_PUBLIC,
                    zone.id(),
                    zone.name());
        }
        List<String> blind = vpcs.stream().filter(one -> !zone.vpcs().contains(one)).toList();
        return zone.hidden() && !blind.isEmpty()
                ? answer(
                        Question.ZONE,
                        Outcome.WARN,
                        Cause.NOT_IN_VPC,
                        zone.id(),
                        String.join(", ", blind))
                : answer(Question.ZONE, Outcome.PASS, Cause.FINE, zone.id() + " " + zone.name());
    }

    private static Answer inside(DnsRecord record, ZonePicture picture) {
        Optional<String> zone = picture.name();
        String name = ZoneReader.normal(record.host());
        if (zone.isEmpty()) {
            return answer(Question.INSIDE, Outcome.UNKNOWN, Cause.NOT_GIVEN, id(record));
        }
        return name.equals(zone.get()) || name.endsWith("." + zone.get())
                ? answer(Question.INSIDE, Outcome.PASS, Cause.FINE, zone.get())
                : answer(Question.INSIDE, Outcome.FAIL, Cause.OUTSIDE_ZONE, name, zone.get());
    }

    private static Answer free(DnsRecord record, ZonePicture picture) {
        String name = ZoneReader.normal(record.host());
        List<RecordSet> there =
                picture.records().stream().filter(one -> one.name().equals(name)).toList();
        for (RecordSet one : there) {
            if (one.type().equals("CNAME")) {
                return answer(
                        Question.FREE,
                        Outcome.FAIL,
                        Cause.CNAME,
                        name,
                        String.join(", ", one.values()));
            }
        }
        Optional<RecordSet> own = own(record, there);
        if (own.isPresent() && own.get().policy().isPresent()) {
            return answer(
                    Question.FREE, Outcome.FAIL, Cause.POLICY, name, own.get().policy().get());
        }
        if (own.isPresent() && own.get().alias()) {
            return answer(Question.FREE, Outcome.FAIL, Cause.ALIAS, name);
        }
        if (own.isPresent()) {
            return answer(
                    Question.FREE,
                    Outcome.WARN,
                    Cause.TAKEN_OVER,
                    name,
                    String.join(", ", own.get().values()));
        }
        return picture.whole()
                ? answer(Question.FREE, Outcome.PASS, Cause.FINE, name)
                : answer(Question.FREE, Outcome.UNKNOWN, Cause.NOT_GIVEN, name);
    }

    private static Optional<RecordSet> own(DnsRecord record, List<RecordSet> there) {
        return there.stream().filter(one -> one.type().equals(record.type().name())).findFirst();
    }

    /// What resolvers have now lives for as long as it was said when they asked.
    private static Answer ttl(DnsRecord record, ZonePicture picture) {
        long seconds = record.ttl().toSeconds();
        if (seconds > TTL_MOST_SECONDS) {
            return answer(
                    Question.TTL,
                    Outcome.WARN,
                    Cause.LONG_TTL,
                    Long.toString(seconds),
                    Long.toString(TTL_MOST_SECONDS));
        }
        String name = ZoneReader.normal(record.host());
        Optional<Long> now =
                own(
                                record,
                                picture.records().stream()
                                        .filter(one -> one.name().equals(name))
                                        .toList())
                        .flatMap(RecordSet::ttl);
        return now.isPresent() && now.get() > seconds
                ? answer(
                        Question.TTL,
                        Outcome.WARN,
                        Cause.OTHER_TTL,
                        Long.toString(now.get()),
                        Long.toString(seconds))
                : answer(Question.TTL, Outcome.PASS, Cause.FINE, seconds + " s");
    }
}
