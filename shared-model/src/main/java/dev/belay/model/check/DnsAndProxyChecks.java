package dev.belay.model.check;

import dev.belay.model.design.Design;
import dev.belay.model.network.DnsRecord;
import dev.belay.model.network.Proxy;
import dev.belay.model.network.ProxyScope;
import dev.belay.model.network.ProxySoftware;
import dev.belay.model.node.Node;
import dev.belay.model.proxy.Bypass;
import dev.belay.model.proxy.ProxyLogin;
import dev.belay.model.proxy.ProxySettings;
import dev.belay.model.service.DnsResource;
import dev.belay.model.service.OcfResource;
import dev.belay.model.service.Service;
import dev.belay.model.value.Cidr;
import dev.belay.model.value.DurationText;
import dev.belay.model.value.HostName;
import dev.belay.model.value.IpAddress;
import dev.belay.model.value.Parsed;
import dev.belay.model.value.ThingId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// DNS records that move, and proxies on the way to those who move them.
final class DnsAndProxyChecks {

    private DnsAndProxyChecks() {}

    static void check(Design design, Findings findings) {
        Map<List<Object>, DnsRecord> seen = new HashMap<>();
        for (DnsRecord dns : design.dnsRecords()) {
            dns(dns, findings);
            DnsRecord first =
                    seen.putIfAbsent(
                            List.of(dns.host().toLowerCase(Locale.ROOT), dns.type(), dns.zoneId()),
                            dns);
            if (first != null) {
                findings.add(
                        ProblemCode.DUPLICATE_RECORD,
                        dns,
                        Findings.label(first),
                        Findings.label(dns),
                        dns.host());
            }
        }
        design.services().forEach(service -> budget(design, service, findings));
        design.proxies().forEach(proxy -> proxy(design, proxy, findings));
    }

    private static void dns(DnsRecord dns, Findings findings) {
        boolean full = dns.host().contains(".");
        if (!full || HostName.parse(dns.host()) instanceof Parsed.Bad<HostName>) {
            findings.add(
                    Problem.of(
                            ProblemCode.BAD_RECORD_NAME,
                            new Place.AtThing(dns.id(), "/host"),
                            Findings.label(dns),
                            dns.host()));
        }
        if (dns.zoneId().isEmpty()) {
            findings.add(ProblemCode.ZONE_ID_MISSING, dns, Findings.label(dns));
        }
    }

    private static void budget(Design design, Service service, Findings findings) {
        service.outageBudget()
                .ifPresent(budget ->
                        service.resources().stream()
                                .filter(DnsResource.class::isInstance)
                                .map(DnsResource.class::cast)
                                .flatMap(r -> design.find(r.dnsRecord(), DnsRecord.class).stream())
                                .filter(dns -> dns.ttl().compareTo(budget) > 0)
                                .forEach(dns ->
                                        findings.add(
                                                ProblemCode.TTL_OVER_BUDGET,
                                                dns,
                                                Findings.label(dns),
                                                DurationText.of(dns.ttl()),
                                                Findings.label(service),
                                                DurationText.of(budget))));
    }

    private static void proxy(Design design, Proxy proxy, Findings findings) {
        if (proxy.host().isEmpty()) {
            findings.add(ProblemCode.PROXY_HOST_MISSING, proxy, Findings.label(proxy));
        }
        // They go into files that shells read.
        proxy.host()
                .filter(host -> !ProxySettings.isHost(host))
                .ifPresent(host ->
                        findings.add(
                                Problem.of(
                                        ProblemCode.BAD_PROXY_HOST,
                                        new Place.AtThing(proxy.id(), "/host"),
                                        Findings.label(proxy),
                                        host)));
        proxy.user()
                .filter(user -> !ProxyLogin.isUser(user))
                .ifPresent(user ->
                        findings.add(
                                Problem.of(
                                        ProblemCode.BAD_PROXY_USER,
                                        new Place.AtThing(proxy.id(), "/user"),
                                        Findings.label(proxy),
                                        user)));
        for (String entry : new Bypass(proxy.noProxy()).unreadable()) {
            findings.add(
                    Problem.of(
                            ProblemCode.BAD_PROXY_EXCEPTION,
                            new Place.AtThing(proxy.id(), "/noProxy"),
                            Findings.label(proxy),
                            entry));
        }
        if (proxy.users().isEmpty()) {
            findings.add(ProblemCode.PROXY_UNUSED, proxy, Findings.label(proxy));
        } else if (proxy.scope() == ProxyScope.CLOUD_CALLS) {
            Optional<Service> programs =
                    design.services().stream()
                            .filter(s ->
                                    s.resources().stream().anyMatch(OcfResource.class::isInstance))
                            .findFirst();
            programs.ifPresent(service ->
                    findings.add(
                            ProblemCode.SCRIPTS_WITHOUT_PROXY,
                            proxy,
                            Findings.label(proxy),
                            Findings.label(service)));
        }
        if (proxy.software() == ProxySoftware.SQUID) {
            for (ThingId user : proxy.users()) {
                design.find(user, Node.class).ifPresent(node -> allowed(proxy, node, findings));
            }
        }
    }

    private static void allowed(Proxy proxy, Node node, Findings findings) {
        Optional<IpAddress> address = node.address();
        if (address.isPresent()
                && proxy.allowedSources().stream().noneMatch(n -> n.contains(address.get()))) {
            Cidr source = Cidr.of(address.get());
            findings.add(
                    Problem.of(
                                    ProblemCode.PROXY_REFUSES_NODE,
                                    new Place.AtThing(proxy.id(), "/allowedSources"),
                                    Findings.label(proxy),
                                    Findings.label(node),
                                    address.get().toString())
                            .withFix(new ThingFix.AllowSource(proxy.id(), source)));
        }
    }
}
