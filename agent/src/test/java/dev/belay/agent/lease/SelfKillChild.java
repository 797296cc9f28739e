package dev.belay.agent.lease;

import java.util.concurrent.locks.LockSupport;

/// Renews for half a second and then no more, but acts on: `act NOW DEADLINE`, nanoseconds.
final class SelfKillChild {

    private SelfKillChild() {}

    static void main(String[] args) throws Exception {
        long age = Long.parseLong(args[0]) * 1_000_000;
        boolean goesOn = Boolean.parseBoolean(args[1]);
        var death = SelfKill.create();
        long begin = SelfKill.now();
        long deadline = 0;
        while (true) {
            long now = SelfKill.now();
            if (goesOn || now - begin < 500_000_000) {
                deadline = now + age;
                death.arm(deadline);
            }
            System.out.println("act " + SelfKill.now() + " " + deadline);
            LockSupport.parkNanos(2_000_000);
        }
    }
}
