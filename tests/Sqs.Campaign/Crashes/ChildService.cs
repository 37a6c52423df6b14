using Sqs.Runtime.Jobs;
using Sqs.Runtime.Storage;
using Sqs.Service.Hosting;

namespace Sqs.Campaign.Crashes;

/// <summary>A job service in a process of its own, to be killed at any moment.</summary>
public static class ChildService
{
    /// <summary>Serves until the process is killed.</summary>
    /// <param name="catalog">Who runs jobs.</param>
    /// <param name="policy">How they are followed.</param>
    /// <param name="store">Where the jobs are.</param>
    /// <param name="port">The port to listen on.</param>
    public static async Task RunAsync(ProviderCatalog catalog, JobPolicy policy, string store, int port)
    {
        var options = new ServiceOptions { Urls = [$"http://127.0.0.1:{port}"] };
        await using ServiceHost host = await ServiceHost.CreateAsync(options, SqlDatabase.At(store), catalog, policy, CancellationToken.None);
        await host.StartAsync(CancellationToken.None);
        await Task.Delay(Timeout.InfiniteTimeSpan);
    }
}
