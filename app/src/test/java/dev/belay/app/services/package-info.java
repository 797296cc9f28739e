@NullMarked
package dev.belay.app.services;

import org.jspecify.annotations.NullMarked;
