package dev.belay.agent.cloud;

import static dev.belay.agent.cloud.FakeInstances.OWN;
import static dev.belay.agent.cloud.FakeInstances.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.agent.cloud.InstanceApi.Instance;
import dev.belay.agent.cloud.InstanceApi.State;
import dev.belay.agent.cloud.InstanceApi.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Only an instance that is shown as off is off, whatever else was answered.
@Timeout(20)
class InstancePowerTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String AT_ONCE = "stop " + Stop.AT_ONCE;
    private static final String FORCED = "stop " + Stop.FORCED;

    private final FakeInstances cloud = new FakeInstances();
    private final AtomicLong now = new AtomicLong();
    private Optional<String> own = Optional.of(OWN);

    private InstancePower power() {
        return new InstancePower(
                cloud,
                () -> own,
                new Pace(now::get, time -> now.addAndGet(time.toNanos()), () -> 1));
    }

    private PowerEnd off() throws InterruptedException {
        return power().off(TARGET, LIMIT);
    }

    private static <T> CloudAnswer<T> throttled() {
        return new CloudAnswer.Throttled<>("too often");
    }

    private static <T> CloudAnswer<T> silent() {
        return new CloudAnswer.Unknown<>("no answer");
    }

    private static <T> CloudAnswer<T> refused(String code) {
        return new CloudAnswer.Refused<>(code, "answered '" + code + "'");
    }

    @Test
    void it_is_stopped_once_and_off_when_it_is_shown_so() throws Exception {
        PowerEnd end = off();

        assertThat(end).isInstanceOf(PowerEnd.Off.class);
        assertThat(end.said()).startsWith("instance 'i-0000000a' is stopped after ");
        assertThat(cloud.asked).containsExactly("find", AT_ONCE, "find", "find", "find", "find");
    }

    @Test
    void one_that_stops_for_ever_is_unknown_when_the_time_is_over() throws Exception {
        cloud.looksUntilOff = -1;

        PowerEnd end = off();

        assertThat(end).isInstanceOf(PowerEnd.Unknown.class);
        assertThat(end.said()).contains("is stopping", "60000 ms");
        assertThat(now.get()).isEqualTo(LIMIT.toNanos());
        assertThat(cloud.asked).containsOnlyOnce(AT_ONCE);
    }

    @Test
    void one_that_is_protected_is_refused_before_it_is_asked() throws Exception {
        cloud.isProtected = new CloudAnswer.Done<>(true);

        PowerEnd end = off();

        assertThat(end).isInstanceOf(PowerEnd.Refused.class);
        assertThat(end.said()).contains("disableApiStop");
        assertThat(cloud.asked).containsExactly("find");
    }

    @Test
    void protection_that_cannot_be_asked_for_keeps_nobody_from_stopping() throws Exception {
        cloud.isProtected = refused("UnauthorizedOperation");

        PowerEnd end = off();

        assertThat(end).isInstanceOf(PowerEnd.Off.class);
        assertThat(end.said()).contains("UnauthorizedOperation");
    }

    @Test
    void throttled_for_ever_is_unknown_and_throttled_twice_is_stopped() throws Exception {
        cloud.stops.add(throttled());
        assertThat(off()).isInstanceOf(PowerEnd.Unknown.class);
        assertThat(cloud.asked.stream().filter(AT_ONCE::equals).count()).isGreaterThan(10);

        cloud.stops.addAll(List.of(throttled(), new CloudAnswer.Done<>(TARGET)));
        assertThat(off()).isInstanceOf(PowerEnd.Off.class);
    }

    @Test
    void an_answer_that_never_came_is_unknown_and_off_if_it_got_through() throws Exception {
        cloud.stops.add(silent());
        assertThat(off()).isInstanceOf(PowerEnd.Unknown.class);

        cloud.begin();
        assertThat(off()).isInstanceOf(PowerEnd.Off.class);
    }

    @Test
    void a_refusal_after_an_answer_that_never_came_is_not_the_last_word() throws Exception {
        cloud.stops.addAll(List.of(silent(), refused("UnauthorizedOperation")));
        assertThat(off()).isInstanceOf(PowerEnd.Unknown.class);
    }

    @Test
    void nobody_is_stopped_unseen() throws Exception {
        cloud.looks.add(silent());
        assertThat(off()).isInstanceOf(PowerEnd.Unknown.class);

        cloud.looks.set(0, refused("UnauthorizedOperation"));
        assertThat(off()).isInstanceOf(PowerEnd.Refused.class);

        cloud.looks.clear();
        cloud.there.remove(TARGET);
        assertThat(off()).isInstanceOf(PowerEnd.Refused.class);
        assertThat(cloud.asked).containsOnly("find");
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"STOPPING", "STOPPED", "SHUTTING_DOWN", "TERMINATED", "PENDING", "OTHER"})
    void whoever_does_not_run_itself_stops_nobody(State state) throws Exception {
        cloud.is(OWN, state);

        assertThat(off()).isInstanceOf(PowerEnd.Refused.class);
        assertThat(cloud.asked).containsExactly("find");
    }

    @Test
    void whoever_is_on_no_instance_of_that_cloud_stops_others_and_nobody_stops_itself()
            throws Exception {
        cloud.there.remove(OWN);
        PowerEnd end = off();
        assertThat(end).isInstanceOf(PowerEnd.Off.class);
        assertThat(end.said()).contains("'i-0000000b' is not seen there");

        own = Optional.empty();
        assertThat(off()).isInstanceOf(PowerEnd.Off.class);

        own = Optional.of(TARGET);
        assertThat(off()).isInstanceOf(PowerEnd.Refused.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"STOPPED", "TERMINATED"})
    void one_that_is_off_is_not_asked(State state) throws Exception {
        cloud.is(TARGET, state);
        assertThat(off()).isInstanceOf(PowerEnd.Off.class);
        assertThat(cloud.asked).containsExactly("find");
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"SHUTTING_DOWN", "PENDING"})
    void one_on_its_way_is_waited_for(State state) throws Exception {
        cloud.is(TARGET, state);
        assertThat(off()).isInstanceOf(PowerEnd.Unknown.class);
        assertThat(cloud.asked).doesNotContain(AT_ONCE);
    }

    @Test
    void one_that_stops_by_itself_is_stopped_at_once() throws Exception {
        cloud.is(TARGET, State.STOPPING);
        assertThat(off()).isInstanceOf(PowerEnd.Off.class);
        assertThat(cloud.asked).contains(AT_ONCE);
    }

    /// "You can't stop the Spot Instance … because it is associated with a one-time Spot request".
    @Test
    void one_that_cannot_be_stopped_is_refused_with_the_reason() throws Exception {
        cloud.stops.add(refused("UnsupportedOperation"));
        PowerEnd end = off();
        assertThat(end).isInstanceOf(PowerEnd.Refused.class);
        assertThat(end.said()).contains("UnsupportedOperation");

        cloud.there.put(TARGET, new Instance(TARGET, State.RUNNING, false));
        assertThat(off().said()).contains("instance store");
        assertThat(power().status(TARGET, LIMIT)).isInstanceOf(PowerEnd.Refused.class);
    }

    @Test
    void where_the_shutdown_cannot_be_skipped_it_is_forced() throws Exception {
        cloud.stops.addAll(List.of(refused("UnknownParameter"), new CloudAnswer.Done<>(TARGET)));

        PowerEnd end = off();

        assertThat(end).isInstanceOf(PowerEnd.Off.class);
        assertThat(end.said()).contains("without SkipOsShutdown");
        assertThat(cloud.asked).contains(AT_ONCE, FORCED);
    }

    @Test
    void status_is_on_off_or_neither_and_protection_is_told() throws Exception {
        assertThat(power().status(TARGET, LIMIT))
                .isEqualTo(new PowerEnd.On("instance 'i-0000000a' is running"));
        cloud.isProtected = new CloudAnswer.Done<>(true);
        assertThat(power().status(TARGET, LIMIT).said()).contains("disableApiStop");
        cloud.is(TARGET, State.STOPPING);
        assertThat(power().status(TARGET, LIMIT)).isInstanceOf(PowerEnd.Between.class);
        cloud.is(TARGET, State.STOPPED);
        assertThat(power().status(TARGET, LIMIT)).isInstanceOf(PowerEnd.Off.class);
        cloud.is(TARGET, State.RUNNING);
        cloud.isProtected = silent();
        PowerEnd end = power().status(TARGET, LIMIT);
        assertThat(end).isInstanceOf(PowerEnd.On.class);
        assertThat(end.said()).contains("is not known");
        cloud.looks.add(throttled());
        assertThat(power().status(TARGET, LIMIT)).isInstanceOf(PowerEnd.Unknown.class);
        cloud.looks.set(0, refused("UnauthorizedOperation"));
        assertThat(power().status(TARGET, LIMIT)).isInstanceOf(PowerEnd.Refused.class);
        cloud.looks.clear();
        cloud.there.clear();
        assertThat(power().status(TARGET, LIMIT)).isInstanceOf(PowerEnd.Refused.class);
    }

    @Test
    void a_start_is_asked_again_until_it_is_taken_or_refused() throws Exception {
        cloud.starts.addAll(List.of(throttled(), silent(), new CloudAnswer.Done<>(TARGET)));
        assertThat(power().on(TARGET, LIMIT)).isInstanceOf(PowerEnd.On.class);

        cloud.starts.set(0, refused("InsufficientInstanceCapacity"));
        assertThat(power().on(TARGET, LIMIT)).isInstanceOf(PowerEnd.Refused.class);

        cloud.starts.set(0, silent());
        assertThat(power().on(TARGET, LIMIT)).isInstanceOf(PowerEnd.Unknown.class);
    }
}
