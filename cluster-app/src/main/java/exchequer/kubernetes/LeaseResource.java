package exchequer.kubernetes;

import com.google.gson.JsonObject;

/**
 * A lease as the API server has it.
 *
 * @param owner empty when it is free
 * @param version must be given back with a change, so that of two changes one is refused
 * @param timeMillis when its owner last said that it holds it, by the owner's clock: for people to
 *     read. Nothing is decided by it, since clocks of two machines may be far apart
 */
record LeaseResource(String name, String owner, String version, long timeMillis) {

  static LeaseResource of(JsonObject resource) {
    JsonObject metadata = resource.getAsJsonObject("metadata");
    JsonObject spec = resource.getAsJsonObject("spec");
    return new LeaseResource(
        metadata.get("name").getAsString(),
        isThere(spec, "owner") ? spec.get("owner").getAsString() : "",
        metadata.get("resourceVersion").getAsString(),
        isThere(spec, "time") ? spec.get("time").getAsLong() : 0);
  }

  private static boolean isThere(JsonObject spec, String key) {
    return spec.has(key) && !spec.get(key).isJsonNull();
  }

  /** One that nobody holds and the API server does not know yet. */
  static LeaseResource free(String name) {
    return new LeaseResource(name, "", "", 0);
  }

  boolean isFree() {
    return owner.isEmpty();
  }

  LeaseResource heldBy(String newOwner, long nowMillis) {
    return new LeaseResource(name, newOwner, version, nowMillis);
  }

  JsonObject json() {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("name", name);
    if (!version.isEmpty()) {
      metadata.addProperty("resourceVersion", version);
    }
    JsonObject spec = new JsonObject();
    spec.addProperty("owner", owner);
    spec.addProperty("time", timeMillis);
    JsonObject resource = new JsonObject();
    resource.addProperty("apiVersion", "akka.io/v1");
    resource.addProperty("kind", "Lease");
    resource.add("metadata", metadata);
    resource.add("spec", spec);
    return resource;
  }
}
