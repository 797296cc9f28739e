/// What the cluster runs, where and why there; and what can be ordered of services and nodes.
@NullMarked
package dev.belay.app.services;

import org.jspecify.annotations.NullMarked;
