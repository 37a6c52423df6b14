using Sqs.Campaign.Postgres;

namespace Sqs.Providers.Tests.Jobs;

/// <summary>One PostgreSQL server for all tests of this namespace; it starts when the first test asks for it.</summary>
[SetUpFixture]
public sealed class PostgresServer
{
    private static readonly Lazy<Task<PostgresCluster>> Cluster = new(() => PostgresCluster.StartAsync(CancellationToken.None));

    /// <summary>A new, empty database.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> CreateDatabaseAsync()
    {
        if (!PostgresCluster.IsInstalled)
            Assert.Ignore("PostgreSQL is not installed here.");
        return await (await Cluster.Value).CreateDatabaseAsync(CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Cluster.IsValueCreated)
            await (await Cluster.Value).DisposeAsync();
    }
}
