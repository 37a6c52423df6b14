using System.Globalization;
using Sqs.Campaign;
using Sqs.Campaign.Crashes;
using Sqs.Campaign.Load;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Runtime.Jobs;

// dotnet run -c Release --project tests/Sqs.Campaign -- ibm|ionq [SCHEDULES] [SEED]     faults, in one process and virtual time
// dotnet run -c Release --project tests/Sqs.Campaign -- sqlite|postgres [RUNS] [SEED]   kills of real processes in real time
// dotnet run -c Release --project tests/Sqs.Campaign -- load sqlite|postgres [JOBS] [CLIENTS]   many clients of one service
if (args is ["work", var address, var store])
{
    await ChildWorker.RunAsync(new Uri(address), store, CancellationToken.None);
    return 0;
}

if (args is ["service", var emulated, var jobs, var servicePort])
{
    using ProviderCatalog emulators = ChildWorker.Catalog(new Uri(emulated));
    await ChildService.RunAsync(emulators, ChildWorker.Policy, jobs, int.Parse(servicePort, CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["native-service", var nativeJobs, var nativePort])
{
    using ProviderCatalog native = LoadRun.Catalog();
    await ChildService.RunAsync(native, LoadRun.Policy, nativeJobs, int.Parse(nativePort, CultureInfo.InvariantCulture));
    return 0;
}

if (args is ["load", var loadKind, ..] && loadKind is "sqlite" or "postgres")
{
    int loadJobs = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 10_000;
    int loadClients = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 200;
    return await LoadRun.RunAsync(loadKind, loadJobs, loadClients, Console.Out, CancellationToken.None) ? 0 : 1;
}

if (args is ["emulator", var emulatedVendor, var emulatorPort, var state])
{
    var second = TimeSpan.FromSeconds(1);
    var options = new EmulatorOptions
    {
        Port = int.Parse(emulatorPort, CultureInfo.InvariantCulture),
        StateFile = state,
        IsNoisy = false,
        QueueTime = second,
        RunTime = second,
        SettleTime = second,
        SubmitsPerMinute = 0,
    };
    await using Emulator emulator = Vendor.Of(emulatedVendor).Emulate(options);
    await emulator.StartAsync();
    await Task.Delay(Timeout.InfiniteTimeSpan);
}

if (args is [("sqlite" or "postgres") and var kind, ..])
{
    int runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100;
    CrashCounts crashes = await CrashCampaign.RunAsync(kind, runs, args.Length > 2 ? ulong.Parse(args[2], CultureInfo.InvariantCulture) : 1, Console.Out, CancellationToken.None);
    Console.WriteLine($"{kind}: {crashes}");
    return crashes.IsClean ? 0 : 1;
}

if (args is not [("ibm" or "ionq") and var name, ..])
{
    Console.Error.WriteLine("usage: Sqs.Campaign ibm|ionq [SCHEDULES] [SEED], or sqlite|postgres [RUNS] [SEED], or load sqlite|postgres [JOBS] [CLIENTS]");
    return 2;
}

int schedules = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000;
ulong seed = args.Length > 2 ? ulong.Parse(args[2], CultureInfo.InvariantCulture) : 1;
string folder = Directory.CreateTempSubdirectory("sqs-campaign").FullName;
CampaignCounts counts = await CampaignRun.RunAsync(Vendor.Of(name), schedules, seed, folder, Console.Out, CancellationToken.None);
Console.WriteLine($"{name}: {counts}");
Directory.Delete(folder, recursive: true);
return counts.IsClean ? 0 : 1;
