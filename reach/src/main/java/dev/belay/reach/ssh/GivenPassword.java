package dev.belay.reach.ssh;

import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/// A password that was asked for already; it is tried once.
record GivenPassword(char[] password) implements PasswordFinder {

    @Override
    public char[] reqPassword(Resource<?> resource) {
        return password.clone();
    }

    @Override
    public boolean shouldRetry(Resource<?> resource) {
        return false;
    }
}
