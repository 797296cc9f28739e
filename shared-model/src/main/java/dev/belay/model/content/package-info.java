/// What a config set is made of: named chunks, manifests of files, their rules and differences.
@NullMarked
package dev.belay.model.content;

import org.jspecify.annotations.NullMarked;
