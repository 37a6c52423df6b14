using System.Globalization;
using Sqs.Campaign.Postgres;

namespace Sqs.Campaign.Crashes;

/// <summary>Many runs with kills, one after the other.</summary>
public static class CrashCampaign
{
    /// <summary>Runs a campaign.</summary>
    /// <param name="store">sqlite or postgres.</param>
    /// <param name="runs">Number of runs; they take the vendors in turn.</param>
    /// <param name="seed">Seed of the first run; the next have the next.</param>
    /// <param name="output">Takes a line a run.</param>
    /// <param name="cancellationToken">Stops the campaign.</param>
    /// <returns>The sum of the counts.</returns>
    public static async Task<CrashCounts> RunAsync(string store, int runs, ulong seed, TextWriter output, CancellationToken cancellationToken)
    {
        var sum = new CrashCounts();
        PostgresCluster? cluster = store == "postgres" ? await PostgresCluster.StartAsync(cancellationToken) : null;
        try
        {
            for (int run = 0; run < runs; run++)
            {
                string folder = Directory.CreateTempSubdirectory("sqs-crash").FullName;
                Vendor vendor = Vendor.All[run % Vendor.All.Count];
                CrashCounts counts = await new CrashRun(vendor, cluster, folder, seed + (ulong)run).RunAsync(cancellationToken);
                sum.Add(counts);
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{store} {vendor.Name} seed {seed + (ulong)run}: {counts}{(counts.IsClean ? string.Empty : $"; see {folder}")}"));
                await output.FlushAsync(cancellationToken);
                if (counts.IsClean)
                    Directory.Delete(folder, recursive: true);
            }
        }
        finally
        {
            if (cluster is not null)
                await cluster.DisposeAsync();
        }

        return sum;
    }
}
