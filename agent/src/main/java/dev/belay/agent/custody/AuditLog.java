package dev.belay.agent.custody;

import dev.belay.agent.consensus.Consensus;
import dev.belay.agent.core.cluster.Audit;
import dev.belay.agent.core.cluster.ClusterState;
import dev.belay.api.AuditAnswer;
import dev.belay.api.AuditRecord;
import dev.belay.model.status.Event;
import dev.belay.model.status.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes every record of the audit log to this node's disk. What the replicated state has no more
/// is fetched from another member; the chain of hashes shows whether it is the real one.
public final class AuditLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private static final Duration WRITTEN = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /// Records in one answer to another member.
    static final int AT_ONCE = 500;

    private final String self;
    private final Consensus consensus;
    private final AuditFile file;
    private final Consumer<Event> events;
    private final Thread thread = Thread.ofVirtual().name("audit").unstarted(this::loop);
    private volatile BiFunction<String, Long, List<AuditRecord>> elsewhere = (_, _) -> List.of();
    private volatile boolean closed;
    private volatile boolean changed;

    private AuditLog(String self, Consensus consensus, AuditFile file, Consumer<Event> events) {
        this.self = self;
        this.consensus = consensus;
        this.file = file;
        this.events = events;
    }

    /// Opens the file below a node's state folder.
    public static AuditLog open(
            Path stateDir, String self, Consensus consensus, Consumer<Event> events)
            throws IOException {
        Files.createDirectories(stateDir);
        return new AuditLog(self, consensus, AuditFile.open(stateDir.resolve("audit.log")), events);
    }

    /// @param fetch asks a member for records after a number
    void start(BiFunction<String, Long, List<AuditRecord>> fetch) {
        elsewhere = fetch;
        consensus.onChange(this::wake);
        thread.start();
    }

    private void wake() {
        changed = true;
        LockSupport.unpark(thread);
    }

    private void loop() {
        while (!closed) {
            changed = false;
            try {
                look();
            } catch (IOException e) {
                LOG.warn("audit.not-written reason=\"{}\"", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("audit.look-failed", e);
            }
            if (!changed && !closed) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }

    private void look() throws IOException {
        ClusterState state = consensus.state();
        Audit audit = state.audit();
        if (audit.count() <= file.last()) {
            return;
        }
        boolean isGap = audit.recent().getFirst().seq() > file.last() + 1;
        if (isGap) {
            fill(state);
        }
        if (!file.append(audit.recent()) && !isGap) {
            events.accept(new Event.AuditBroken(file.verify(audit)));
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private void fill(ClusterState state) throws IOException {
        for (Member member : state.members()) {
            while (!closed && !member.id().equals(self)) {
                if (!file.append(elsewhere.apply(member.id(), file.last()))) {
                    break;
                }
            }
        }
    }

    /// Answers another member's request.
    CustodyTalk.Answer answer(CustodyTalk.Request request) {
        try {
            return CustodyTalk.Answer.records(file.after(request.after(), AT_ONCE));
        } catch (IOException e) {
            return CustodyTalk.Answer.refused("the disk of that node fails");
        }
    }

    /// Records of this node.
    ///
    /// @param after number of the record before the first; negative for the newest
    /// @param verify whether the whole file is checked against the cluster
    public AuditAnswer read(long after, int limit, boolean verify) throws IOException {
        Audit audit = consensus.state().audit();
        long end = System.nanoTime() + WRITTEN.toNanos();
        // A record that is a moment old is on its way to the disk.
        while (verify && file.last() < audit.count() && System.nanoTime() < end) {
            wake();
            LockSupport.parkNanos(5_000_000);
        }
        return new AuditAnswer(
                after < 0 ? file.newest(limit) : file.after(after, limit),
                audit.head(),
                audit.count(),
                verify ? file.verify(audit) : "");
    }

    @Override
    public void close() throws IOException {
        closed = true;
        thread.interrupt();
        file.close();
    }
}
