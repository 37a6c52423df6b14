using System.Globalization;
using Sqs.Campaign;

// dotnet run -c Release --project tests/Sqs.Campaign -- ibm|ionq [SCHEDULES] [SEED]
if (args is ["work", var address, var store])
{
    await ChildWorker.RunAsync(new Uri(address), store, CancellationToken.None);
    return 0;
}

if (args is not [("ibm" or "ionq") and var name, ..])
{
    Console.Error.WriteLine("usage: Sqs.Campaign ibm|ionq [SCHEDULES] [SEED]");
    return 2;
}

int schedules = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000;
ulong seed = args.Length > 2 ? ulong.Parse(args[2], CultureInfo.InvariantCulture) : 1;
string folder = Directory.CreateTempSubdirectory("sqs-campaign").FullName;
CampaignCounts counts = await CampaignRun.RunAsync(Vendor.Of(name), schedules, seed, folder, Console.Out, CancellationToken.None);
Console.WriteLine($"{name}: {counts}");
Directory.Delete(folder, recursive: true);
return counts.IsClean ? 0 : 1;
