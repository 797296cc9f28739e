/// What services need decided: where each is to run, and when it may begin there.
@NullMarked
package dev.belay.agent.core.service;

import org.jspecify.annotations.NullMarked;
