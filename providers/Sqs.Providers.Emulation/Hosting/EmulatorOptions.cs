using Sqs.Providers.Emulation.Faults;

namespace Sqs.Providers.Emulation.Hosting;

/// <summary>How an emulator behaves.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The key it accepts.</summary>
    public string ApiKey { get; init; } = "emulated-key";

    /// <summary>Port on the loopback address; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>File that keeps the jobs over restarts, or null to keep them in memory.</summary>
    public string? StateFile { get; init; }

    /// <summary>
    /// The most characters of request bodies that are kept in memory; above it the oldest jobs that ended and settled are forgotten. The default takes a few hundred
    /// megabytes as JSON.
    /// </summary>
    public long KeptCharacters { get; init; } = 32_000_000;

    /// <summary>Whether devices have the noise of their calibration; else they are ideal.</summary>
    public bool IsNoisy { get; init; } = true;

    /// <summary>Seed of the runs.</summary>
    public ulong Seed { get; init; }

    /// <summary>The clock; queue, runs, tokens and settling follow it.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>How long jobs queue.</summary>
    public TimeSpan QueueTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long jobs run.</summary>
    public TimeSpan RunTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long after a job's end its usage is settled.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Life of a token.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Submits admitted a minute; 0 for no limit.</summary>
    public int SubmitsPerMinute { get; init; } = 5;

    /// <summary>The rate a client may be told to keep to.</summary>
    internal string ClientSubmitsPerMinute => (SubmitsPerMinute > 0 ? SubmitsPerMinute : 6000).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Usage limit of the account in seconds of processor time, or null for none.</summary>
    public double? UsageLimitSeconds { get; init; }
}
