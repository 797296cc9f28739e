package dev.belay.agent.core.cluster;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which certificates are trusted.
///
/// @param authorities by id; more than one only while a rotation goes on
/// @param signing id of the one that signs; empty before the first
/// @param certificates by node, the newest of each
/// @param revoked by serial
public record Trust(
        SortedMap<String, Authority> authorities,
        String signing,
        SortedMap<String, Certificate> certificates,
        SortedMap<String, Revoked> revoked) {

    /// Of a cluster whose trust is not recorded yet.
    public static final Trust NONE =
            new Trust(new TreeMap<>(), "", new TreeMap<>(), new TreeMap<>());

    public Trust {
        authorities = Collections.unmodifiableSortedMap(new TreeMap<>(authorities));
        certificates = Collections.unmodifiableSortedMap(new TreeMap<>(certificates));
        revoked = Collections.unmodifiableSortedMap(new TreeMap<>(revoked));
    }

    /// Whether a certificate must be refused.
    public boolean isRevoked(String serial) {
        return revoked.containsKey(serial);
    }

    Trust with(Authority authority) {
        var changed = new TreeMap<>(authorities);
        changed.put(authority.id(), authority);
        return new Trust(changed, signing, certificates, revoked);
    }

    Trust without(String authority) {
        var changed = new TreeMap<>(authorities);
        changed.remove(authority);
        return new Trust(changed, signing, certificates, revoked);
    }

    Trust signingWith(String authority) {
        return new Trust(authorities, authority, certificates, revoked);
    }

    Trust with(Certificate certificate) {
        var changed = new TreeMap<>(certificates);
        changed.put(certificate.node(), certificate);
        return new Trust(authorities, signing, changed, revoked);
    }

    /// The node's certificate is refused from now on; what has run out by itself is forgotten.
    Trust revoking(Certificate certificate, long atMillis, String why) {
        var left = new TreeMap<>(certificates);
        left.remove(certificate.node(), certificate);
        var refused = new TreeMap<>(revoked);
        refused.values().removeIf(one -> one.untilMillis() < atMillis);
        refused.put(
                certificate.serial(),
                new Revoked(
                        certificate.node(),
                        certificate.serial(),
                        atMillis,
                        certificate.notAfterMillis(),
                        why));
        return new Trust(authorities, signing, left, refused);
    }
}
