/// The services of this node: what each is made of, how it is started, looked at and stopped.
@NullMarked
package dev.belay.agent.service;

import org.jspecify.annotations.NullMarked;
