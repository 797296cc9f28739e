package dev.belay.model.cib;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the operations on one node say of one resource: read from the oldest to the newest, as
/// Pacemaker Explained, "Operation History", says.
final class CibHistory {

    /// How much an exit code forbids.
    enum Ban {
        NONE,
        /// It must not run on this node.
        HERE,
        /// It must not run anywhere.
        EVERYWHERE
    }

    private static final int RUNNING = 0;
    private static final int WRONG_ARGUMENTS = 2;
    private static final int UNIMPLEMENTED = 3;
    private static final int NO_PERMISSION = 4;
    private static final int NOT_INSTALLED = 5;
    private static final int NOT_CONFIGURED = 6;
    private static final int STOPPED = 7;
    private static final int PROMOTED = 8;
    private static final int FAILED_PROMOTED = 9;
    private static final int DEGRADED = 190;
    private static final int DEGRADED_PROMOTED = 191;

    private static final int STATUS_PENDING = -1;
    private static final int STATUS_DONE = 0;
    private static final int STATUS_CANCELLED = 1;
    private static final int STATUS_ERROR = 4;
    private static final int STATUS_NOT_INSTALLED = 7;

    private final boolean managed;
    private final Optional<Duration> failureTimeout;
    private final boolean failuresLeft;
    private final Instant now;

    private boolean known;
    private boolean active;
    private boolean promoted;
    private boolean promotionFailed;
    private boolean failed;
    private boolean stopFailed;
    private Ban ban = Ban.NONE;
    private @Nullable String lastFailure;

    /// @param failuresLeft whether there is a fail count that has not expired
    CibHistory(
            boolean managed, Optional<Duration> failureTimeout, boolean failuresLeft, Instant now) {
        this.managed = managed;
        this.failureTimeout = failureTimeout;
        this.failuresLeft = failuresLeft;
        this.now = now;
    }

    /// Whether anything was done with it there.
    boolean known() {
        return known;
    }

    boolean active() {
        return active;
    }

    boolean promoted() {
        return active && promoted;
    }

    /// Whether it could not be promoted there, and nothing has made up for it.
    boolean promotionFailed() {
        return promotionFailed;
    }

    boolean failed() {
        return active && failed;
    }

    boolean stopFailed() {
        return stopFailed;
    }

    Ban ban() {
        return ban;
    }

    /// Takes all operations of a resource.
    void read(CibElement resource) {
        List<CibElement> operations =
                resource.all("lrm_rsc_op")
                        .filter(one -> !isSilent(one.get("operation", "")))
                        .sorted(Comparator.comparingInt(CibHistory::call))
                        .toList();
        operations.forEach(this::take);
        known |= !operations.isEmpty();
    }

    private static boolean isSilent(String operation) {
        return operation.equals("notify") || operation.equals("meta-data");
    }

    /// What is under way has no number yet, and is the newest.
    private static int call(CibElement operation) {
        int call = CibValues.number(operation.get("call-id", "0"), 0);
        return call < 0 ? Integer.MAX_VALUE : call;
    }

    private void take(CibElement operation) {
        String task = operation.get("operation", "");
        boolean recurring = !operation.get("interval", "0").equals("0");
        boolean probe = task.equals("monitor") && !recurring;
        int status = CibValues.number(operation.get("op-status", "0"), 0);
        int wanted = wanted(operation);
        int got = effective(task, CibValues.number(operation.get("rc-code", "0"), 0));
        if (isExpired(operation, probe, got) && got != wanted) {
            return;
        }
        if (probe
                && (got == NOT_INSTALLED
                        || got == WRONG_ARGUMENTS
                        || status == STATUS_NOT_INSTALLED)) {
            // Not being there where it need not be is no failure.
            stop();
            forbid(Ban.HERE);
            return;
        }
        switch (status) {
            case STATUS_PENDING -> active |= task.equals("start");
            case STATUS_CANCELLED -> {}
            case STATUS_DONE, STATUS_ERROR ->
                    takeResult(operation, task, probe, recurring, wanted, got);
            case STATUS_NOT_INSTALLED -> {
                fail(operation, task);
                forbid(Ban.HERE);
            }
            default -> fail(operation, task);
        }
    }

    private void takeResult(
            CibElement operation,
            String task,
            boolean probe,
            boolean recurring,
            int wanted,
            int got) {
        if (got == PROMOTED || got == FAILED_PROMOTED) {
            promoted = true;
        }
        if (got == STOPPED && (probe || wanted == STOPPED || !managed)) {
            stop();
            clear();
            return;
        }
        boolean found = probe && (got == RUNNING || got == PROMOTED);
        if (found || (got == wanted && !forbids(got, recurring))) {
            succeed(operation, task);
            return;
        }
        if (got == UNIMPLEMENTED && recurring) {
            return;
        }
        fail(operation, task);
        if (got == NOT_CONFIGURED) {
            forbid(Ban.EVERYWHERE);
        } else if (forbids(got, recurring)) {
            forbid(Ban.HERE);
        }
    }

    private static boolean forbids(int code, boolean recurring) {
        return switch (code) {
            case WRONG_ARGUMENTS, NO_PERMISSION, NOT_INSTALLED, NOT_CONFIGURED -> true;
            case UNIMPLEMENTED -> !recurring;
            default -> false;
        };
    }

    private void succeed(CibElement operation, String task) {
        switch (task) {
            case "monitor" -> {
                if (operation.get("operation_key", "").equals(lastFailure)) {
                    clear();
                }
                active = true;
            }
            case "stop" -> {
                stop();
                clear();
            }
            case "start", "migrate_from" -> {
                active = true;
                promoted = false;
                clear();
            }
            case "promote" -> {
                active = true;
                promoted = true;
                clear();
            }
            case "demote" -> {
                active = true;
                promoted = false;
            }
            default -> active = true;
        }
    }

    private void fail(CibElement operation, String task) {
        lastFailure = operation.get("operation_key", "");
        failed = true;
        active = true;
        switch (task) {
            case "stop" -> {
                stopFailed = true;
                forbid(Ban.HERE);
            }
            case "promote" -> {
                promoted = true;
                promotionFailed = true;
            }
            case "demote" -> promoted = false;
            default -> {}
        }
    }

    private void stop() {
        active = false;
        promoted = false;
    }

    private void clear() {
        failed = false;
        promotionFailed = false;
        stopFailed = false;
    }

    private void forbid(Ban more) {
        if (more.compareTo(ban) > 0) {
            ban = more;
        }
    }

    private boolean isExpired(CibElement operation, boolean probe, int got) {
        boolean tells = got == RUNNING || got == STOPPED || got == PROMOTED;
        int ran = CibValues.number(operation.get("last-rc-change", "0"), 0);
        return failureTimeout.isPresent()
                && ran > 0
                && !failuresLeft
                && !(probe && tells)
                && !now.isBefore(Instant.ofEpochSecond(ran).plus(failureTimeout.get()));
    }

    /// What the operation was to end with: the third part of the transition's key.
    private static int wanted(CibElement operation) {
        String[] parts = operation.get("transition-key", "").split(":", -1);
        return parts.length > 2 ? CibValues.number(parts[2], -1) : -1;
    }

    private static int effective(String task, int code) {
        if (!task.equals("monitor")) {
            return code;
        }
        return switch (code) {
            case DEGRADED -> RUNNING;
            case DEGRADED_PROMOTED -> PROMOTED;
            default -> code;
        };
    }
}
