/// Ways through proxies: what programs are told, what Squid is configured with, and what a
/// configuration that is there lets through. Pure.
@NullMarked
package dev.belay.model.proxy;

import org.jspecify.annotations.NullMarked;
