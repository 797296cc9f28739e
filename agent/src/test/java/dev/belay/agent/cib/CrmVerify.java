package dev.belay.agent.cib;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// What Pacemaker itself says of a CIB.
final class CrmVerify {

    private CrmVerify() {}

    /// Nothing when it is valid.
    static String complaints(Path cib) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("/usr/sbin/crm_verify", "-V", "--xml-file", cib.toString())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        return ended && process.exitValue() == 0 ? "" : "crm_verify: " + said;
    }
}
