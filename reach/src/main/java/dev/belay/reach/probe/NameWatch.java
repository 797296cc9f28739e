package dev.belay.reach.probe;

import dev.belay.reach.probe.NameSight.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Asks a resolver for a name five times a second, and goes where a client would go that asks only
/// when the answer that it has may not be kept any longer.
final class NameWatch implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Resolver resolver;
    private final Name name;
    private final int port;
    private final long begun;
    private final Thread thread;
    private final List<Said> said = new ArrayList<>();
    private final List<Said> used = new ArrayList<>();
    private long keptUntil;
    private volatile Optional<InetSocketAddress> now = Optional.empty();

    private NameWatch(ProbeTarget.Named target, long begun) throws IOException {
        try {
            this.name = Name.fromString(target.host(), Name.root);
        } catch (TextParseException e) {
            throw new IOException("'" + target.host() + "' is no name", e);
        }
        this.resolver =
                target.resolver().isPresent()
                        ? new SimpleResolver(target.resolver().get())
                        : new ExtendedResolver();
        this.resolver.setTimeout(PATIENCE);
        this.port = target.port();
        this.begun = begun;
        this.thread = Thread.ofPlatform().name("probe-name").daemon().unstarted(this::run);
    }

    /// @param begun of the clock of the answers
    static NameWatch start(ProbeTarget.Named target, long begun) throws IOException {
        var watch = new NameWatch(target, begun);
        watch.thread.start();
        return watch;
    }

    /// Where a client would connect to.
    Optional<InetSocketAddress> now() {
        return now;
    }

    NameSight sight() {
        synchronized (said) {
            return new NameSight(said, used);
        }
    }

    private void run() {
        try {
            while (true) {
                look(answer());
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @param address empty: there is none, or nobody answered
    private record Answer(Optional<InetAddress> address, Duration ttl) {
        static final Answer NONE = new Answer(Optional.empty(), Duration.ZERO);

        String text() {
            return address.map(InetAddress::getHostAddress).orElse("");
        }
    }

    private Answer answer() throws InterruptedException {
        try {
            Answer four = answer(Type.A);
            return four.address().isPresent() ? four : answer(Type.AAAA);
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            return Answer.NONE;
        }
    }

    /// Behind an alias, the answer may be kept as long as its shortest part.
    private Answer answer(int type) throws IOException {
        Message said = resolver.send(Message.newQuery(Record.newRecord(name, type, DClass.IN)));
        if (said.getRcode() != Rcode.NOERROR) {
            return Answer.NONE;
        }
        Optional<InetAddress> address = Optional.empty();
        long ttl = Long.MAX_VALUE;
        for (Record one : said.getSection(Section.ANSWER)) {
            ttl = Math.min(ttl, one.getTTL());
            if (address.isEmpty()) {
                address = address(one);
            }
        }
        return address.isEmpty() ? Answer.NONE : new Answer(address, Duration.ofSeconds(ttl));
    }

    private static Optional<InetAddress> address(Record one) {
        return switch (one) {
            case ARecord four -> Optional.of(four.getAddress());
            case AAAARecord six -> Optional.of(six.getAddress());
            default -> Optional.empty();
        };
    }

    private void look(Answer answer) {
        long at = System.nanoTime() - begun;
        synchronized (said) {
            note(said, at, answer);
            if (at < keptUntil) {
                return;
            }
            note(used, at, answer);
        }
        keptUntil = at + answer.ttl().toNanos();
        now = answer.address().map(one -> new InetSocketAddress(one, port));
    }

    private static void note(List<Said> all, long at, Answer answer) {
        if (all.isEmpty() || !all.getLast().address().equals(answer.text())) {
            all.add(new Said(at, answer.text(), answer.ttl()));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE.plusMillis(500));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
