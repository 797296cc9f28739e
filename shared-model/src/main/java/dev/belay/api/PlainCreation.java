package dev.belay.api;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedConstructor;
import tools.jackson.databind.module.SimpleModule;

/// Makes records by reflection alone.
///
/// Jackson spins some classes for each shape of constructor, which pays after thousands of calls: a
/// command reads one answer, and waited a quarter of its life for them.
final class PlainCreation extends SimpleModule {

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addValueInstantiators(new Plain());
    }

    private static final class Plain extends ValueInstantiators.Base {

        @Override
        public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config,
                BeanDescription.Supplier description,
                ValueInstantiator given) {
            return given instanceof StdValueInstantiator standard
                            && standard.getWithArgsCreator()
                                    instanceof AnnotatedConstructor constructor
                    ? new ByConstructor(standard, constructor.getAnnotated())
                    : given;
        }
    }

    private static final class ByConstructor extends StdValueInstantiator {

        private final Constructor<?> constructor;

        ByConstructor(StdValueInstantiator standard, Constructor<?> constructor) {
            super(standard);
            this.constructor = constructor;
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] arguments) {
            try {
                return constructor.newInstance(arguments);
            } catch (InvocationTargetException e) {
                return context.handleInstantiationProblem(
                        getValueClass(), arguments, rewrapCtorProblem(context, e.getCause()));
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                return context.handleInstantiationProblem(
                        getValueClass(), arguments, rewrapCtorProblem(context, e));
            }
        }
    }
}
