package dev.belay.app.audit;

import dev.belay.api.AuditAnswer;
import dev.belay.api.AuditRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// An audit log that was written down: for pictures and tests.
public final class AuditFixture implements AuditPort {
    private final Instant now;
    private String broken = "";

    public AuditFixture(Instant now) {
        this.now = now;
    }

    /// The chain does not hold.
    public AuditFixture broken(String why) {
        broken = why;
        return this;
    }

    @Override
    public AuditAnswer audit(long after, int limit, boolean verify) {
        List<AuditRecord> records = new ArrayList<>();
        add(
                records,
                9_000,
                "kaito",
                "gw-1 from 10.0.0.7",
                "cluster.founded name=edge-tokyo",
                "done");
        add(records, 8_000, "kaito", "gw-1 from 10.0.0.7", "enrollment.opened workers=5", "done");
        add(records, 7_900, "gw-2", "gw-1 from 10.0.120.100", "member.joined node=gw-2", "done");
        add(records, 7_800, "gw-3", "gw-1 from 10.0.120.101", "member.joined node=gw-3", "done");
        add(
                records,
                7_700,
                "-",
                "gw-1 from 10.0.90.77",
                "worker.prepare",
                "refused: token-unknown");
        add(
                records,
                700,
                "mei",
                "gw-1 from 10.0.0.9",
                "config.published set=edge-nginx 43",
                "done");
        add(
                records,
                310,
                "guest",
                "gw-1 from 10.0.0.12",
                "PUT /v1/settings/x",
                "refused: access-denied");
        return new AuditAnswer(records, "9f2c", records.size(), verify ? broken : "");
    }

    private void add(
            List<AuditRecord> records,
            long secondsAgo,
            String user,
            String from,
            String action,
            String result) {
        records.add(
                new AuditRecord(
                        records.size() + 1L,
                        now.minusSeconds(secondsAgo),
                        user,
                        from,
                        action,
                        result,
                        "9f2c"));
    }
}
