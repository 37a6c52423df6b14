namespace Sqs.Campaign;

/// <summary>Many schedules of one vendor.</summary>
public static class CampaignRun
{
    /// <summary>Runs schedules with the seeds that follow a first one.</summary>
    public static async Task<CampaignCounts> RunAsync(Vendor vendor, int schedules, ulong firstSeed, string folder, TextWriter? log, CancellationToken cancellationToken)
    {
        var total = new CampaignCounts();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, schedules),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(2, Environment.ProcessorCount), CancellationToken = cancellationToken },
            async (index, token) =>
            {
                CampaignCounts counts = await new FaultSchedule(vendor, firstSeed + (ulong)index, folder).RunAsync(token);
                lock (total)
                {
                    total.Add(counts);
                    if (!counts.IsClean)
                        log?.WriteLine($"{vendor.Name} seed {firstSeed + (ulong)index}: {counts}");
                }
            });
        return total;
    }
}
