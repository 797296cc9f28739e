package dev.belay.model.content;

import java.util.Arrays;

/// Finds what of some bytes is in others already: the blocks of the base are looked up at each
/// place of the new bytes, and what matches is drawn out to both sides.
final class DeltaCopies {

    /// Shorter than a name: between two changed names of a long file an unchanged one is found.
    private static final int BLOCK = 16;

    private final byte[] base;
    private final byte[] next;
    private final int[] places;

    DeltaCopies(byte[] base, byte[] next) {
        this.base = base;
        this.next = next;
        this.places = new int[Integer.highestOneBit(Math.max(64, base.length / BLOCK)) * 4];
        Arrays.fill(places, -1);
        for (int at = 0; at + BLOCK <= base.length; at += BLOCK) {
            int slot = slot(base, at);
            if (places[slot] < 0) {
                places[slot] = at;
            }
        }
    }

    /// Steps of new bytes and one copy each, until all is told.
    void writeTo(Wire wire) {
        int told = 0;
        int at = 0;
        while (at + BLOCK <= next.length) {
            int from = places[slot(next, at)];
            if (from < 0 || !matches(from, at)) {
                at++;
                continue;
            }
            int begin = at;
            while (begin > told && from > 0 && base[from - 1] == next[begin - 1]) {
                begin--;
                from--;
            }
            int length = at - begin + BLOCK;
            while (begin + length < next.length
                    && from + length < base.length
                    && base[from + length] == next[begin + length]) {
                length++;
            }
            wire.block(Arrays.copyOfRange(next, told, begin)).number(from).number(length);
            told = begin + length;
            at = told;
        }
        if (told < next.length) {
            wire.block(Arrays.copyOfRange(next, told, next.length)).number(0).number(0);
        }
    }

    private boolean matches(int from, int at) {
        return Arrays.equals(base, from, from + BLOCK, next, at, at + BLOCK);
    }

    private int slot(byte[] bytes, int at) {
        long mixed = 0;
        for (int i = 0; i < BLOCK; i++) {
            mixed = (mixed ^ (bytes[at + i] & 0xff)) * 0x100000001b3L;
        }
        mixed *= 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32) & (places.length - 1);
    }
}
