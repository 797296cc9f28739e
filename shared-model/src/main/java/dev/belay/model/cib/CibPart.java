package dev.belay.model.cib;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A primitive with all that it says itself and by its template.
///
/// @param element of it
/// @param own meta attributes of its own and of its template
/// @param meta those, and what its group and the defaults say
/// @param parameters its instance attributes, and its template's
/// @param standard such as `ocf`
/// @param provider of an OCF agent; empty for others
/// @param type of agent, or name of a unit
/// @param operations its own, and those of its template that it does not say itself
record CibPart(
        CibElement element,
        List<CibPairs> own,
        CibLayers meta,
        CibLayers parameters,
        String standard,
        String provider,
        String type,
        List<CibElement> operations) {

    /// @param above what its group and the defaults say
    static CibPart of(CibElement element, CibLayers above, CibLedger ledger) {
        ledger.open(element);
        Optional<CibElement> template =
                ledger.take(element, "template")
                        .flatMap(ledger::find)
                        .filter(one -> one.name().equals("template"));
        List<CibElement> sources = new ArrayList<>(List.of(element));
        template.map(ledger::open).ifPresent(sources::add);
        List<CibPairs> own =
                sources.stream().map(one -> CibPairs.of(one, "meta_attributes", ledger)).toList();
        List<CibPairs> parameters =
                sources.stream()
                        .map(one -> CibPairs.of(one, "instance_attributes", ledger))
                        .toList();
        return new CibPart(
                element,
                own,
                above.under(own),
                new CibLayers(parameters),
                said(sources, "class", ledger),
                said(sources, "provider", ledger),
                said(sources, "type", ledger),
                operations(sources, ledger));
    }

    private static String said(List<CibElement> sources, String attribute, CibLedger ledger) {
        return sources.stream()
                .flatMap(one -> ledger.take(one, attribute).stream())
                .findFirst()
                .orElse("");
    }

    private static List<CibElement> operations(List<CibElement> sources, CibLedger ledger) {
        List<CibElement> all = new ArrayList<>();
        for (CibElement source : sources) {
            List<CibElement> nearer = List.copyOf(all);
            source.all("operations")
                    .map(ledger::open)
                    .flatMap(operations ->
                            ledger.take(operations, "id-ref").flatMap(ledger::find).stream()
                                    .findFirst()
                                    .orElse(operations)
                                    .all("op"))
                    .forEach(op -> {
                        if (nearer.stream().noneMatch(one -> isSame(one, op))) {
                            all.add(op);
                        } else {
                            ledger.close(op);
                        }
                    });
        }
        return List.copyOf(all);
    }

    private static boolean isSame(CibElement one, CibElement other) {
        String every = one.get("interval", "0");
        String otherEvery = other.get("interval", "0");
        boolean isAsOften =
                every.equals(otherEvery)
                        || CibValues.interval(every)
                                .filter(known ->
                                        CibValues.interval(otherEvery).equals(Optional.of(known)))
                                .isPresent();
        return one.get("name", "").equals(other.get("name", "")) && isAsOften;
    }

    boolean isFence() {
        return standard.equals("stonith");
    }

    /// Whether it is the connection to a remote node.
    boolean isRemote() {
        return standard.equals("ocf") && provider.equals("pacemaker") && type.equals("remote");
    }

    /// What the resource itself, not what is around it, has under a name.
    boolean says(String name) {
        return own.stream().anyMatch(pairs -> pairs.get(name).isPresent());
    }
}
