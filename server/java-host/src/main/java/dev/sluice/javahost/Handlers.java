package dev.sluice.javahost;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what a handler's name stands for: {@code pkg.Class::method} or {@code pkg.Class}. */
final class Handlers {
  private static final String AWS = "com.amazonaws.services.lambda.runtime.";

  private Handlers() {}

  /**
   * Loads the code and finds the handler in it. The thread's context class loader is the code's
   * afterwards.
   *
   * @throws Throwable whatever the code's own initialisation throws, without wrapping
   */
  static Handler load(About about, Path code, Output output) throws Throwable {
    List<Path> path = new ArrayList<>(CodeLoader.path(code));
    Path compiled = Sources.compile(code, path);
    if (compiled != null) {
      path.add(0, compiled);
    }
    CodeLoader loader = CodeLoader.over(path);
    Thread.currentThread().setContextClassLoader(loader);
    return find(about, loader, output);
  }

  /** The same among classes that are loaded already. */
  static Handler find(About about, ClassLoader loader, Output output) throws Throwable {
    int colons = about.handler().indexOf("::");
    String name = colons < 0 ? about.handler() : about.handler().substring(0, colons);
    Class<?> type;
    try {
      type = Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw name.equals(e.getMessage())
          ? new LoadException("There is no class " + name + " in the code.")
          : e;
    } catch (ExceptionInInitializerError e) {
      throw e.getCause() == null ? e : e.getCause();
    }
    Method method = colons < 0 ? null : method(type, about.handler().substring(colons + 2));
    if (isOfAws(type, method)) {
      return AwsHandler.of(type, method == null ? null : method.getName(), about, loader, output);
    }
    Json json = Json.of(loader);
    return method == null ? ofInterface(type, json, about) : ofMethod(type, method, json, about);
  }

  private static boolean isOfAws(Class<?> type, @Nullable Method method) {
    if (method == null) {
      return com.amazonaws.services.lambda.runtime.RequestHandler.class.isAssignableFrom(type)
          || com.amazonaws.services.lambda.runtime.RequestStreamHandler.class.isAssignableFrom(
              type);
    }
    return method.getReturnType().getName().startsWith(AWS)
        || Arrays.stream(method.getParameterTypes())
            .anyMatch(parameter -> parameter.getName().startsWith(AWS));
  }

  private static Handler ofInterface(Class<?> type, Json json, About about) throws Throwable {
    if (Function.class.isAssignableFrom(type)) {
      @SuppressWarnings("unchecked") // as it says of itself
      Function<Object, Object> function = (Function<Object, Object>) instance(type);
      JavaType event = parameter(type, Function.class);
      return new CodeHandler(json, event, about, (input, context) -> function.apply(input));
    }
    if (BiFunction.class.isAssignableFrom(type)) {
      @SuppressWarnings("unchecked") // as it says of itself
      BiFunction<Object, Object, Object> function =
          (BiFunction<Object, Object, Object>) instance(type);
      return new CodeHandler(json, parameter(type, BiFunction.class), about, function::apply);
    }
    throw new LoadException(
        type.getName()
            + " is neither a java.util.function.Function or BiFunction nor a RequestHandler or"
            + " RequestStreamHandler of AWS: name a method of it, for example "
            + type.getName()
            + "::handle.");
  }

  private static JavaType parameter(Class<?> type, Class<?> of) {
    return Json.OURS
        .getTypeFactory()
        .constructType(type)
        .findSuperType(of)
        .containedTypeOrUnknown(0);
  }

  private static Handler ofMethod(Class<?> type, Method method, Json json, About about)
      throws Throwable {
    method.setAccessible(true);
    Object target = Modifier.isStatic(method.getModifiers()) ? null : instance(type);
    int count = method.getParameterCount();
    Type[] types = method.getGenericParameterTypes();
    return new CodeHandler(
        json,
        count == 0 ? null : Json.OURS.getTypeFactory().constructType(types[0]),
        about,
        (event, context) -> {
          try {
            return switch (count) {
              case 0 -> method.invoke(target);
              case 1 -> method.invoke(target, event);
              default -> method.invoke(target, event, context);
            };
          } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
          }
        });
  }

  private static Method method(Class<?> type, String name) throws LoadException {
    List<Method> found = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
      for (Method method : each.getDeclaredMethods()) {
        if (method.isSynthetic() || Modifier.isAbstract(method.getModifiers())) {
          continue;
        }
        if (!method.getName().equals(name)) {
          others.add(method.getName());
        } else if (found.stream().noneMatch(nearer -> overrides(nearer, method))) {
          found.add(method);
        }
      }
    }
    if (found.isEmpty()) {
      throw new LoadException(
          type.getName()
              + " has no method '"
              + name
              + "'"
              + (others.isEmpty()
                  ? "."
                  : "; it has: "
                      + String.join(", ", others.stream().sorted().distinct().toList())));
    }
    if (found.size() > 1) {
      throw new LoadException(
          type.getName() + " has " + found.size() + " methods '" + name + "': rename all but one.");
    }
    Method only = found.get(0);
    if (only.getParameterCount() > 2 && !isOfAws(type, only)) {
      throw new LoadException(
          type.getName() + "::" + name + " takes more than an event and a context.");
    }
    return only;
  }

  private static boolean overrides(Method nearer, Method method) {
    return Arrays.equals(nearer.getParameterTypes(), method.getParameterTypes());
  }

  private static Object instance(Class<?> type) throws Throwable {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (NoSuchMethodException | InstantiationException e) {
      throw new LoadException(
          type.getName() + " cannot be made: it needs a constructor without parameters.");
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
