package dev.belay.model.cib;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// An element of a CIB's XML, its text left out: a CIB has all it says in attributes.
///
/// @param name of the tag
/// @param attributes by name
/// @param children in their order
public record CibElement(
        String name, SortedMap<String, String> attributes, List<CibElement> children) {

    public CibElement {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        children = List.copyOf(children);
    }

    Optional<String> get(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    String get(String attribute, String otherwise) {
        return attributes.getOrDefault(attribute, otherwise);
    }

    /// Its id, or the name of its tag where it has none.
    String id() {
        return get("id", name);
    }

    Stream<CibElement> all(String child) {
        return children.stream().filter(one -> one.name().equals(child));
    }

    /// All that a path of tags leads to.
    Stream<CibElement> path(String... tags) {
        Stream<CibElement> found = Stream.of(this);
        for (String tag : tags) {
            found = found.flatMap(one -> one.all(tag));
        }
        return found;
    }
}
