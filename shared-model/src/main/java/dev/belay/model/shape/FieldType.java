package dev.belay.model.shape;

import java.util.SequencedMap;

/// What a field of a record holds.
public sealed interface FieldType {

    /// A single value.
    enum Scalar implements FieldType {
        TEXT,
        FLAG,
        INT,
        LONG,
        ID,
        ADDRESS,
        CIDR,
        PORT,
        DURATION
    }

    /// One of the constants of an enumeration, written in `lower-case-with-dashes`.
    record Choice(Class<? extends Enum<?>> type) implements FieldType {}

    /// A record.
    record Nested(Class<? extends Record> type) implements FieldType {}

    /// One of several records, told apart by the field `type`.
    ///
    /// @param parent the sealed interface
    /// @param cases the records by what `type` says
    record Union(Class<?> parent, SequencedMap<String, Class<? extends Record>> cases)
            implements FieldType {}

    /// Texts by name.
    record Texts() implements FieldType {}

    /// Something that may be missing.
    record Maybe(FieldType of) implements FieldType {}

    /// Several, in an order.
    record Many(FieldType of) implements FieldType {}
}
