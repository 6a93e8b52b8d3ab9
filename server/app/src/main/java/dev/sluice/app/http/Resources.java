package dev.sluice.app.http;

import dev.sluice.app.config.ServerConfig;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** Everything that Jersey serves, made here; nothing is found or made by Jersey. */
final class Resources {
  /** Around the largest archive in base64, for the rest of a definition. */
  private static final int BODY_MARGIN = 16 << 20;

  private Resources() {}

  static List<Class<?>> classes() {
    return List.of(
        FunctionsResource.class,
        CodeResource.class,
        BuildsResource.class,
        VersionsResource.class,
        AliasesResource.class,
        LogsResource.class,
        NamespaceLogsResource.class,
        StatsResource.class,
        NamespaceStatsResource.class,
        InvocationsResource.class,
        InstancesResource.class,
        QueuesResource.class,
        DeadLettersResource.class,
        AssociationsResource.class,
        ShardsResource.class,
        CombinationsResource.class,
        SourcesResource.class,
        SourceKindsResource.class,
        SinksResource.class,
        SinkKindsResource.class,
        BindingKindsResource.class,
        EventsResource.class,
        FunctionJobsResource.class,
        JobsResource.class,
        RolloutsResource.class,
        WorkflowAliasesResource.class,
        WorkflowsResource.class,
        WorkflowTestsResource.class,
        ExecutionsResource.class,
        NamespacesResource.class,
        KeysResource.class,
        SecretsResource.class,
        RolesResource.class,
        AuditResource.class,
        MetricsResource.class,
        StreamResource.class,
        ServerResource.class);
  }

  static ResourceConfig of(
      ServerConfig config,
      HttpParts parts,
      InvokeEndpoint endpoint,
      AuditTrail trail,
      Problems problems) {
    long archive = config.archiveBytes();
    int body = (int) Math.min(Integer.MAX_VALUE - 8, archive / 3 * 4 + BODY_MARGIN);
    LiveStreams streams = new LiveStreams(parts.live(), config.http().maxStreams());
    LogReads logs =
        new LogReads(
            parts.functions(),
            parts.flows().workflows(),
            parts.sources().service(),
            parts.logs(),
            streams);
    InvocationsResource invocations = new InvocationsResource(parts.queue(), endpoint);
    return new ResourceConfig()
        .setApplicationName("sluice")
        .addProperties(
            Map.of(
                ServerProperties.WADL_FEATURE_DISABLE, true,
                ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true,
                CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
                CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
                CommonProperties.JSON_PROCESSING_FEATURE_DISABLE, true,
                CommonProperties.MOXY_JSON_FEATURE_DISABLE, true,
                ServerProperties.BV_FEATURE_DISABLE, true,
                ServerProperties.MONITORING_ENABLED, false))
        .register(new ProblemMapper(problems))
        .register(trail)
        .register(new FunctionsResource(parts.functions(), parts.refreshes(), body))
        .register(new CodeResource(parts.functions(), parts.versions(), body, archive))
        .register(new BuildsResource(parts.functions(), parts.builds(), streams))
        .register(new VersionsResource(parts.versions(), parts.functions()))
        .register(new AliasesResource(parts.versions()))
        .register(new LogsResource(logs))
        .register(new NamespaceLogsResource(logs))
        .register(new StatsResource(parts.functions(), parts.stats()))
        .register(new NamespaceStatsResource(parts.stats()))
        .register(invocations)
        .register(new InstancesResource(parts.roster(), parts.clock()))
        .register(new QueuesResource(parts.queue(), parts.clock()))
        .register(new DeadLettersResource(parts.deadLetters(), endpoint, invocations))
        .register(
            new AssociationsResource(
                parts.associations(), parts.queue(), parts.deadLetters(), parts.clock()))
        .register(new ShardsResource(parts.associations().shards(), parts.clock()))
        .register(new CombinationsResource(parts.associations().combinations()))
        .register(new SourcesResource(parts.sources().service()))
        .register(new SourceKindsResource(parts.sources().service()))
        .register(new SinksResource(parts.sinks().service()))
        .register(new SinkKindsResource(parts.sinks().service().kinds()))
        .register(new BindingKindsResource(parts.functions().bindingKinds()))
        .register(new EventsResource(parts.associations(), endpoint.bodyLimit()))
        .register(new FunctionJobsResource(parts.jobs(), new JobInputs(parts.objects())))
        .register(new JobsResource(parts.jobs()))
        .register(new RolloutsResource(parts.rollouts()))
        .register(new WorkflowsResource(parts.workflows(), parts.executions()))
        .register(new WorkflowAliasesResource(parts.workflows()))
        .register(new ExecutionsResource(parts.executions()))
        .register(new WorkflowTestsResource(parts.flows().tests()))
        .register(new NamespacesResource(parts.namespaces()))
        .register(new KeysResource(parts.keys()))
        .register(new SecretsResource(parts.secrets()))
        .register(new RolesResource(parts.roles()))
        .register(new AuditResource(parts.audit()))
        .register(new MetricsResource(parts.metrics()))
        .register(new StreamResource(streams))
        .register(new ServerResource(parts.functions(), parts.sandbox(), parts.state()));
  }
}
