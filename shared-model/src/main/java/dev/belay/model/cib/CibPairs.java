package dev.belay.model.cib;

import dev.belay.model.cib.Unsaid.Why;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The pairs of names and values that an element has in its sets of one kind, each as it holds.
final class CibPairs {

    /// @param element what is accounted for
    private record Pair(CibElement element, String value) {}

    private final CibLedger ledger;
    private final Map<String, Pair> pairs = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    private CibPairs(CibLedger ledger) {
        this.ledger = ledger;
    }

    /// Reads all sets with that tag; those that hold under a rule are listed.
    static CibPairs of(CibElement element, String tag, CibLedger ledger) {
        var pairs = new CibPairs(ledger);
        element.all(tag)
                // Of two pairs with the same name that of the set with the higher score holds.
                .sorted(Comparator.comparingInt(CibPairs::negativeScore))
                .forEach(pairs::read);
        return pairs;
    }

    private static int negativeScore(CibElement set) {
        return -CibValues.score(set.get("score", "0"));
    }

    private void read(CibElement set) {
        Optional<String> reference = set.get("id-ref");
        Optional<CibElement> meant = reference.flatMap(ledger::find);
        boolean isConditional =
                set.all("rule").findAny().isPresent()
                        || meant.stream().anyMatch(one -> one.all("rule").findAny().isPresent());
        if (isConditional || (reference.isPresent() && meant.isEmpty())) {
            ledger.refuse(set, Why.NO_PLACE);
            return;
        }
        ledger.open(set);
        ledger.take(set, "score");
        ledger.take(set, "id-ref");
        meant.orElse(set).all("nvpair").forEach(this::readPair);
    }

    private void readPair(CibElement pair) {
        Optional<CibElement> meant = pair.get("id-ref").flatMap(ledger::find);
        Optional<String> name =
                pair.get("name").or(() -> meant.flatMap(referred -> referred.get("name")));
        String value = meant.orElse(pair).get("value", "");
        if (name.isPresent() && pairs.putIfAbsent(name.get(), new Pair(pair, value)) != null) {
            // It never holds.
            ledger.close(pair);
        }
    }

    Set<String> names() {
        return pairs.keySet();
    }

    /// Those that nobody has taken from here.
    List<String> left() {
        return pairs.keySet().stream().filter(name -> !taken.contains(name)).toList();
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(pairs.get(name)).map(Pair::value);
    }

    Optional<String> take(String name) {
        Pair pair = pairs.get(name);
        if (pair == null) {
            return Optional.empty();
        }
        ledger.close(pair.element());
        taken.add(name);
        return Optional.of(pair.value());
    }

    /// Lists a pair, if there is one, and takes it.
    void list(String name, Why why) {
        Pair pair = pairs.get(name);
        if (pair != null) {
            ledger.list(pair.element(), name, why);
            take(name);
        }
    }

    /// Takes what only says what holds anyway.
    void takeUsual(Map<String, String> usual) {
        usual.forEach((name, value) -> {
            if (get(name).filter(said -> CibValues.isSame(said, value)).isPresent()) {
                take(name);
            }
        });
    }

    SortedMap<String, String> takeAll() {
        SortedMap<String, String> all = new TreeMap<>();
        left().forEach(name -> all.put(name, take(name).orElse("")));
        return all;
    }
}
