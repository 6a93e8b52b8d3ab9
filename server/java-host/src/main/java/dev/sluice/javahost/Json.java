package dev.sluice.javahost;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Events and results as JSON. A function that brings Jackson along has its own types read and
 * written by that one: only it knows its annotations and its trees. Thread-safe.
 */
final class Json {
  /** Ours. The function cannot see it. */
  static final ObjectMapper OURS =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /** The function's own mapper; null when it brings none. */
  private final @Nullable Object theirs;

  private Json(@Nullable Object theirs) {
    this.theirs = theirs;
  }

  /** For a function with these classes. */
  static Json of(ClassLoader code) throws ReflectiveOperationException {
    Class<?> mapper;
    try {
      mapper = code.loadClass(ObjectMapper.class.getName());
    } catch (ClassNotFoundException e) {
      return new Json(null);
    }
    if (mapper == ObjectMapper.class) {
      return new Json(null);
    }
    Object theirs = mapper.getConstructor().newInstance();
    mapper.getMethod("findAndRegisterModules").invoke(theirs);
    return new Json(theirs);
  }

  @Nullable Object read(byte[] json, JavaType type) throws IOException {
    if (theirs == null || isOfTheJdk(type)) {
      return OURS.readValue(json, type);
    }
    try {
      Object types = theirs.getClass().getMethod("getTypeFactory").invoke(theirs);
      Object theirType =
          types
              .getClass()
              .getMethod("constructFromCanonical", String.class)
              .invoke(types, type.toCanonical());
      Class<?> typeClass = theirs.getClass().getClassLoader().loadClass(JavaType.class.getName());
      return theirs
          .getClass()
          .getMethod("readValue", byte[].class, typeClass)
          .invoke(theirs, json, theirType);
    } catch (InvocationTargetException e) {
      throw new IOException(e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IOException("the function's own Jackson cannot be used: " + e, e);
    }
  }

  byte[] write(@Nullable Object value) throws IOException {
    if (theirs == null || value == null || value instanceof String) {
      return OURS.writeValueAsBytes(value);
    }
    try {
      return (byte[])
          theirs.getClass().getMethod("writeValueAsBytes", Object.class).invoke(theirs, value);
    } catch (InvocationTargetException e) {
      throw new IOException(e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IOException("the function's own Jackson cannot be used: " + e, e);
    }
  }

  private static boolean isOfTheJdk(JavaType type) {
    if (type.getRawClass().getModule().isNamed()) {
      return type.containedTypeCount() == 0
          || type.getBindings().getTypeParameters().stream().allMatch(Json::isOfTheJdk);
    }
    return false;
  }
}
