using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LineageAot.Hosting.Tests;

/// <summary>Options out of configuration are all read or refused by name.</summary>
public sealed class OptionsTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Are_read()
    {
        using var host = Host(("Durability", "full"), ("queuerows", "10"), ("MaxReadAge", "infinite"), ("QueueBytes", "8192"), ("Maintenance:VacuumInterval", "never"), ("Maintenance:Jitter", "0.25"));
        await host.StartAsync();
        var options = host.Services.GetRequiredService<Notes>().Options;
        options.Path.ShouldBe(folder.File());
        options.Durability.ShouldBe(Durability.Full);
        options.QueueRows.ShouldBe(10);
        options.QueueBytes.ShouldBe(8192);
        options.MaxReadAge.ShouldBe(Timeout.InfiniteTimeSpan);
        options.Readers.ShouldBe(new DatabaseOptions { Path = "" }.Readers);
        var maintenance = host.Services.GetRequiredService<IOptionsMonitor<LineageHostOptions>>().Get(typeof(Notes).FullName!).Maintenance;
        maintenance.VacuumInterval.ShouldBeNull();
        maintenance.Jitter.ShouldBe(0.25);
        await host.StopAsync();
    }

    [Theory]
    [InlineData("QueueRowz", "10", "'Lineage:QueueRowz' is no setting.")]
    [InlineData("QueueRows", "ten", "'Lineage:QueueRows' can't be read. It must be a whole number.")]
    [InlineData("QueueRows", "0", "QueueRows is 0, and must be from 1 to 10000000.")]
    [InlineData("QueueRows", " ", "'Lineage:QueueRows' has no value.")]
    [InlineData("QueueRows:0", "10", "'Lineage:QueueRows' has no value.")]
    [InlineData("BusyTimeout", "5", "'Lineage:BusyTimeout' can't be read. It must be a time")]
    [InlineData("Durability", "1", "'Lineage:Durability' can't be read. It must be one of Normal, Full.")]
    [InlineData("Path", "", "Path isn't set.")]
    [InlineData("Maintenance", "on", "'Lineage:Maintenance' is a section of settings, not a value.")]
    [InlineData("Maintenance:Jobs", "x", "'Lineage:Maintenance:Jobs' is no setting.")]
    [InlineData("Maintenance:BackupInterval", "00:00:01", "MaintenanceOptions.BackupInterval is 00:00:01")]
    public async Task Are_refused_with_a_sentence_that_names_the_key(string key, string value, string sentence)
    {
        using var host = Host((key, value));
        var error = await Should.ThrowAsync<OptionsValidationException>(host.StartAsync());
        error.Message.ShouldContain(sentence);
        error.Message.ShouldStartWith("Database Notes: ");
        File.Exists(folder.File()).ShouldBeFalse();
    }

    [Fact]
    public void Every_property_has_its_key()
    {
        string[] ofCodeAlone = [nameof(LineageHostOptions.MigrationProgress), nameof(LineageHostOptions.Maintenance)];
        typeof(LineageHostOptions).GetProperties().Select(static property => property.Name).Except(ofCodeAlone).ShouldBe(Keys("'Lineage:x' is no setting", "x"), ignoreOrder: true);
    }

    [Fact]
    public void Every_option_of_a_database_can_be_set() => typeof(DatabaseOptions).GetProperties().Select(static property => property.Name)
        .Except(typeof(LineageHostOptions).GetProperties().Select(static property => property.Name)).ShouldBe(["LoggerFactory", "TimeProvider"], ignoreOrder: true);

    private string[] Keys(string start, string unknown)
    {
        using var host = Host((unknown, "1"));
        var message = Should.Throw<OptionsValidationException>(() => host.Services.GetRequiredService<IOptionsMonitor<LineageHostOptions>>().Get(typeof(Notes).FullName)).Message;
        message.ShouldContain(start);
        return message[(message.IndexOf("Settings are ", StringComparison.Ordinal) + 13)..].TrimEnd('.').Split(", ");
    }

    private IHost Host(params (string Key, string Value)[] settings) => TestFolder.Host(builder =>
    {
        builder.Configuration.AddInMemoryCollection([new("Lineage:Path", folder.File())]);
        builder.Configuration.AddInMemoryCollection(settings.Select(static setting => new KeyValuePair<string, string?>($"Lineage:{setting.Key}", setting.Value)));
        builder.Services.AddLineage<Notes>(builder.Configuration.GetSection("Lineage"));
    });
}
