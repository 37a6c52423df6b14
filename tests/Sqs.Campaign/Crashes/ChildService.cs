using Sqs.Runtime.Jobs;
using Sqs.Runtime.Storage;
using Sqs.Service.Hosting;

namespace Sqs.Campaign.Crashes;

/// <summary>A job service in a process of its own, to be killed at any moment.</summary>
public static class ChildService
{
    /// <summary>Serves until the process is killed.</summary>
    /// <param name="emulator">Address of the emulator.</param>
    /// <param name="store">Where the jobs are.</param>
    /// <param name="port">The port to listen on.</param>
    public static async Task RunAsync(Uri emulator, string store, int port)
    {
        using ProviderCatalog catalog = ChildWorker.Catalog(emulator);
        var options = new ServiceOptions { Urls = [$"http://127.0.0.1:{port}"], Workers = 2 };
        await using ServiceHost host = await ServiceHost.CreateAsync(options, SqlDatabase.At(store), catalog, ChildWorker.Policy, CancellationToken.None);
        await host.StartAsync(CancellationToken.None);
        await Task.Delay(Timeout.InfiniteTimeSpan);
    }
}
