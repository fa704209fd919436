using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LineageAot.Lineage;

/// <summary>
/// Settings of the store's user: a value of any type under a key, as JSON, with the version of its form. Types go through the <see cref="JsonTypeInfo{T}"/> of the caller's
/// <c>JsonSerializerContext</c>, so nothing is reflected upon. They belong to the whole store, to no workspace. Safe to use from many threads.
/// </summary>
public sealed class LineageSettings
{
    private readonly LineageStore store;

    internal LineageSettings(LineageStore store) => this.store = store;

    /// <summary>A setting's value, or the type's default where it isn't set.</summary>
    /// <param name="key">The key.</param>
    /// <param name="type">The value's type, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="schemaVersion">The version of the form that the caller knows, from 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LineageConflictException">The stored form is of another version.</exception>
    /// <exception cref="InvalidValueException">What is stored doesn't fit the type.</exception>
    public ValueTask<T?> GetAsync<T>(string key, JsonTypeInfo<T> type, int schemaVersion = 1, CancellationToken cancellationToken = default)
        => ReadAsync(key, type, schemaVersion, null, cancellationToken);

    /// <summary>A setting's value, brought up to date where it was stored in an older form; the type's default where it isn't set. Nothing is written: set it to keep the new form.</summary>
    /// <param name="key">The key.</param>
    /// <param name="type">The value's type, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="schemaVersion">The version of the form that the caller knows, from 1.</param>
    /// <param name="upgrade">Makes a value out of an older form: gets its version and its JSON, which is valid during the call only.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LineageConflictException">The stored form is of a newer version.</exception>
    /// <exception cref="InvalidValueException">What is stored doesn't fit the type.</exception>
    public ValueTask<T?> GetAsync<T>(string key, JsonTypeInfo<T> type, int schemaVersion, Func<int, JsonElement, T> upgrade, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(upgrade);
        return ReadAsync(key, type, schemaVersion, upgrade, cancellationToken);
    }

    /// <summary>Sets a value. The same value again changes nothing.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">The value's type, from a <c>JsonSerializerContext</c>.</param>
    /// <param name="schemaVersion">The version of the value's form, from 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LineageConflictException">What is stored is of a newer version, which this program would destroy.</exception>
    public async ValueTask SetAsync<T>(string key, T value, JsonTypeInfo<T> type, int schemaVersion = 1, CancellationToken cancellationToken = default)
    {
        Check(key, type, schemaVersion);
        var json = JsonSerializer.Serialize(value, type);
        var now = store.Now;
        await store.Database.WriteAsync(
            unit =>
            {
                if (unit.FindSetting(key) is { } stored && stored.SchemaVersion > schemaVersion)
                {
                    throw Newer(stored, schemaVersion);
                }

                unit.SetSetting(key, json, schemaVersion, now);
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a setting away.</summary>
    /// <returns>False if it wasn't set.</returns>
    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return store.Database.WriteAsync(unit => unit.DeleteSetting(key) > 0, cancellationToken: cancellationToken);
    }

    /// <summary>The settings as they are stored, by key.</summary>
    public ValueTask<ListPage<SettingRow>> ListAsync(PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return store.Database.ListSettingsAsync(page.Size, page.After, cancellationToken)
            .WithTotalAsync(page, () => store.Database.CountSettingsAsync(cancellationToken));
    }

    internal static T? Read<T>(string json, JsonTypeInfo<T> type, string place)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException error)
        {
            throw new InvalidValueException($"{place} doesn't hold a {typeof(T).Name} (at {error.Path}). Read it as the type that it was written as, or set it anew.", error);
        }
    }

    private static void Check<T>(string key, JsonTypeInfo<T> type, int schemaVersion)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentOutOfRangeException.ThrowIfLessThan(schemaVersion, 1);
    }

    private static LineageConflictException Newer(SettingRow stored, int known)
        => new($"The setting '{stored.Key}' has version {stored.SchemaVersion} (settings.schema_version), and this program knows version {known}: a newer program wrote it. Update this one, or delete the setting. Nothing was changed.");

    private async ValueTask<T?> ReadAsync<T>(string key, JsonTypeInfo<T> type, int schemaVersion, Func<int, JsonElement, T>? upgrade, CancellationToken cancellationToken)
    {
        Check(key, type, schemaVersion);
        if (await store.Database.FindSettingAsync(key, cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return default;
        }

        if (stored.SchemaVersion == schemaVersion)
        {
            return Read(stored.Value, type, $"The setting '{key}' (settings.value)");
        }

        if (stored.SchemaVersion > schemaVersion)
        {
            throw Newer(stored, schemaVersion);
        }

        if (upgrade is null)
        {
            throw new LineageConflictException($"The setting '{key}' has version {stored.SchemaVersion} (settings.schema_version), and version {schemaVersion} is asked for. Give GetAsync a function that brings it up to date.");
        }

        using var document = JsonDocument.Parse(stored.Value);
        return upgrade(stored.SchemaVersion, document.RootElement);
    }
}
