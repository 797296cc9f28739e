/// What the user protects, what it is made of, and where it may run.
@NullMarked
package dev.belay.model.service;

import org.jspecify.annotations.NullMarked;
