package dev.belay.agent.service;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What this host has for services of another host: nothing. Their addresses and processes are
/// there, and what ends them for certain is that the host is stopped.
final class Elsewhere implements Addresses, Groups, LastResort {

    private static IllegalStateException notHere() {
        return new IllegalStateException("what runs on another host has nothing on this one");
    }

    @Override
    public String deviceFor(InetAddress address, int prefix) {
        throw notHere();
    }

    @Override
    public Optional<String> holder(InetAddress address, String device, Duration within) {
        throw notHere();
    }

    @Override
    public void add(InetAddress address, int prefix, String device) {
        throw notHere();
    }

    @Override
    public void remove(InetAddress address) {
        throw notHere();
    }

    @Override
    public boolean isThere(InetAddress address, String device) {
        throw notHere();
    }

    @Override
    public void announce(InetAddress address, String device) {
        throw notHere();
    }

    @Override
    public Optional<String> objection() {
        return Optional.of("it is on a remote node, whose executor has its processes");
    }

    @Override
    public Path make(String service) {
        throw notHere();
    }

    @Override
    public boolean end(String service, Duration atMost) {
        return true;
    }

    @Override
    public void watchAddress(String address, String device) {
        throw notHere();
    }

    @Override
    public void watchGroup(Path folder) {
        throw notHere();
    }

    @Override
    public void forget(String watched) {
        // Nothing was watched.
    }
}
