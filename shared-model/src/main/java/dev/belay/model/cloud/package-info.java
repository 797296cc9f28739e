/// What a cloud has between a client and a node: networks, gateways and route tables.
@NullMarked
package dev.belay.model.cloud;

import org.jspecify.annotations.NullMarked;
